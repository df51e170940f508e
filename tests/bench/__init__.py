"""Measurements, run by `make bench`; pytest collects nothing here."""
