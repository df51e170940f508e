"""Keeps the electoral roll, the ballot box and the outcome."""
