"""The pages of who takes part under a confirmed e-mail address."""
