"""Submission and review: from a resident's idea to a costed project, with an answer for everyone."""
