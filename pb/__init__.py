"""Participatory budgeting: the cycle engine and the host of its stages."""
