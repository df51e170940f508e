"""Voting on paper: what is keyed from a sheet, what a desk owes, and which sheets an audit draws."""
