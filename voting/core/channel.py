"""The ways to vote over one electoral roll, and which ballot stands when two of them meet.

Both are sealed in the manifest: a channel is open in a cycle when its rules name it.
"""

from enum import StrEnum


class Channel(StrEnum):
    """How a resident proves to be on the roll; beside a mark it says which way was used, never what was chosen."""

    CODE = "code"
    EID = "e-id"
    DESK = "desk"
    PAPER = "paper"


class Precedence(StrEnum):
    """Which ballot stands when one resident votes on paper and over the web: the earlier one, or the named kind."""

    FIRST = "first"
    PAPER = "paper"
