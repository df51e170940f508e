"""Why an opened ballot doesn't count, in a few words, for officials after the opening."""

from collections.abc import Mapping

from pb.kernel.message import Message
from voting.core.ballot.check import BallotFaultKind

FAULT_WORDS: Mapping[str, Message] = {
    BallotFaultKind.UNREADABLE: Message("Can't be read"),
    BallotFaultKind.UNKNOWN_PROJECT: Message("A project that is not on the ballot"),
    BallotFaultKind.CHOSEN_TWICE: Message("A project chosen twice"),
    BallotFaultKind.BLANK: Message("Blank, which the rule does not allow"),
    BallotFaultKind.TOO_FEW: Message("Too few projects"),
    BallotFaultKind.TOO_MANY: Message("Too many projects"),
    BallotFaultKind.OVER_BUDGET: Message("Costs more than the budget"),
    BallotFaultKind.BAD_VALUE: Message("A number that is not allowed"),
    BallotFaultKind.TOO_FEW_POINTS: Message("Too few points"),
    BallotFaultKind.TOO_MANY_POINTS: Message("Too many points"),
    BallotFaultKind.GAP_IN_RANKS: Message("A place left out"),
}
