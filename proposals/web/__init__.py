"""The pages of submission and review."""
