"""Keeping drafts, proposals and their reviews."""
