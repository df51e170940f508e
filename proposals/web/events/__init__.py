"""The pages of events: for everyone, and for the officials who announce them and note what was said."""
