"""The reasons for which somebody is turned away at the door of the vote, each with a page of its own."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why somebody can't vote, or not this way. The values stand in addresses and stay the same."""

    NOT_ON_ROLL = "not-on-roll"
    TOO_YOUNG = "too-young"
    ELSEWHERE = "other-municipality"
    REMOVED = "removed"
    NO_AREA = "no-area"
    PAPER = "voted-on-paper"
    OLD_CODE = "old-code"
    CANCELLED = "cancelled"
    FAILED = "not-identified"
    NO_IDENTITY_CODE = "no-identity-code"
    PROVIDER_DOWN = "provider-down"
