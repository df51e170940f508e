"""What an election begins with: the server's own key where no trustees hold one, and the first manifest."""

from collections.abc import Mapping

from pb.engine.cycle import Cycle
from pb.kernel.canonical import JSON
from pb.kernel.handoff import Shortlist
from voting.core.ballot.styles import make_styles
from voting.core.board.manifest import Manifest
from voting.core.encryption.group import draw_scalar
from voting.core.log.note import NoteKey
from voting.core.rules import VOTING, VotingRules
from voting.core.tally.seal_terms import seal_terms
from voting.core.tally.terms import COUNT
from voting.core.trustees.deal import make_deal
from voting.core.trustees.election_key import Ceremony, ElectionKey, confirm, take_share
from voting.core.trustees.roster import Roster, make_card

SERVER = "server"
"""The name of the one trustee, and mixer, in server custody."""


def make_server_key(election: str) -> tuple[Ceremony, int]:
    """Hold the whole ceremony with the server as its one trustee; return it and the server's secret share."""
    secret = draw_scalar()
    roster = Roster(election, 1, (make_card(SERVER, secret),))
    election_key = ElectionKey(roster, (make_deal(roster, 1, secret),))
    share = take_share(election_key, 1, secret)
    return Ceremony(election_key, (confirm(election_key, 1, secret),)), share


def make_first_manifest(
    cycle: Cycle, rules: VotingRules, shortlist: Shortlist, ceremony: Ceremony, board_key: NoteKey
) -> Manifest:
    """Return version 1: every trustee mixes in turn, each area is a ballot style."""
    roster = ceremony.election_key.roster
    return Manifest(
        version=1,
        previous=None,
        election=roster.election,
        board_key=board_key,
        ceremony=ceremony,
        mixers=tuple(card.name for card in roster.cards),
        styles=make_styles(cycle.declaration, rules, shortlist),
        revote=rules.revote,
        custody=rules.custody,
        rules=describe_rules(cycle, rules),
    )


def describe_rules(cycle: Cycle, rules: VotingRules) -> Mapping[str, JSON]:
    """Return what decides the result beside styles and keys: counting, money, dates, eligibility and channels."""
    declaration = cycle.declaration
    plan = declaration.plan(VOTING)
    return {
        "channels": [channel.value for channel in rules.channels],
        COUNT: seal_terms(declaration, rules).to_plain(),
        "currency": declaration.currency,
        "eligibility": {"area": rules.area.value},
        "precedence": rules.precedence.value,
        "voting": {
            "closes_at": plan.closes_at.isoformat() if plan else None,
            "opens_at": plan.opens_at.isoformat() if plan else None,
        },
    }
