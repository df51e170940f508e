"""The pages of councils' statements: for everyone, for the councils, and for the officials who ask and answer."""
