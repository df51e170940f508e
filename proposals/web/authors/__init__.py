"""The pages of who writes a proposal: co-authors, the history of changes, and carrying over to a later round."""
