"""The programming interface, version 1: reading only, of what is public, for anyone."""
