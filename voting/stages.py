"""Voting and publication as stages of a cycle: residents fill the box, then the box is counted and published.

Nothing of a count leaves `PublicationStage` before its act ``publish``: facts, tasks and open data speak of turnout only.
"""
