"""The pages of what happens to chosen projects: for everybody, and for the officials who tell it."""
