"""Trustees: a key that nobody holds whole, made by n people of whom t open the box."""
