"""Everybody whom a route may know, by the name that the table uses."""

from pb.web.roles import Role

STRANGER, RESIDENT = "stranger", "voter"
EVERYONE = frozenset({STRANGER, RESIDENT, "no role", *(role for role in Role if role is not Role.RESIDENT)})
WORKERS = EVERYONE - {STRANGER, RESIDENT}

Who = frozenset[str]
Rows = tuple[tuple[Who, str], ...]
"""Who may use the routes, and the routes: one a line, with its method."""
