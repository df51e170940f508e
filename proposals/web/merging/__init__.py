"""Merging and splitting proposals: the moderators' pages, and the authors' consent."""
