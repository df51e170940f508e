"""Vectors of the lot and of the count: one small election, counted by every rule that a manifest may name."""

import json
from itertools import product

from pb.kernel.canonical import JSON
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.board.manifest import Custody, Manifest
from voting.core.counting import Completion, CountingRule, Method, Start, Stop, Utility
from voting.core.counting.rule import TieOrder
from voting.core.encryption.group import Draw, Point, write_scalar
from voting.core.encryption.sodium import derive_public_key
from voting.core.log.note import NoteKey
from voting.core.tally.lots import check_lot_share, combine_lot, draw_lots, fix_lot_point, make_lot_share
from voting.core.tally.opened import judge_choices
from voting.core.tally.outcome_file import count_style, write_outcome
from voting.core.tally.terms import COUNT, CountTerms, PotTerms
from voting.core.trustees.election_key import Ceremony

STYLE = BallotStyle(
    StyleId("north"),
    tuple(map(ProjectId, ("1", "2", "3", "4", "5", "6"))),
    tuple(map(Cents, (4000, 2500, 2500, 6000, 1200, 99000))),
    BallotRule(BallotKind.POINTS, top=3, most_total=6, blank=True),
)
RANKED = BallotStyle(StyleId("south"), STYLE.projects[:3], STYLE.costs[:3], BallotRule(BallotKind.RANKING))
BALLOTS = (
    "12 23",
    "11 31 41",
    "12 22 32",
    "33",
    "21 31",
    "43",
    "51 42",
    "",
    "13 43 53",
    "61",
    "22 31",
    "33 13",
)
RANKINGS = ("31 12 23", "21 32", "11", "32")

_MORE = (
    CountingRule(Method.EQUAL_SHARES, start=Start.FLOOR, stop=Stop.INFEASIBLE, count_blank=True),
    CountingRule(Method.EQUAL_SHARES, Utility.COST, Completion.ADD1, comparison=True),
    CountingRule(Method.GREEDY_VOTES, completion=Completion.NONE, skip=False, min_votes=2),
    CountingRule(Method.PHRAGMEN, completion=Completion.NONE),
    CountingRule(Method.PHRAGMEN, completion=Completion.GREEDY, ties=TieOrder.REVERSE_ID),
)


def list_rules() -> list[CountingRule]:
    """Return rules that meet every word of the specification."""
    plain = (Method.GREEDY_VOTES, Method.GREEDY_VOTES_PER_COST, Method.ADVISORY)
    return [
        *(
            CountingRule(method, utility, Completion.NONE)
            for method, utility in product(plain, (Utility.COST, Utility.POINTS))
        ),
        *(
            CountingRule(utility=utility, completion=completion)
            for utility, completion in product(Utility, Completion)
        ),
        *_MORE,
    ]


def make_outcomes(ceremony: Ceremony, secret_shares: list[int], draw: Draw) -> dict[str, JSON]:
    """Return the lot of these trustees and the outcome by each rule."""
    manifest = _make_manifest(ceremony)
    shares = [
        make_lot_share(manifest, trustee, share, draw) for trustee, share in enumerate(secret_shares, 1)
    ]
    lot = combine_lot(
        {trustee: check_lot_share(manifest, trustee, shares[trustee - 1]) for trustee in (1, 3)}
    )
    return {
        "ballots": {style.id: [line.decode() for line in lines] for style, lines in _list_lines()},
        "drawn": {style.id: list(draw_lots(lot, style)) for style in manifest.styles},
        "lot": lot.hex(),
        "outcomes": [_count(manifest, rule, lot) for rule in list_rules()],
        "point": fix_lot_point(manifest).hex(),
        "secret_shares": [write_scalar(share).hex() for share in secret_shares],
        "shares": [share.hex() for share in shares],
        "styles": [style.to_plain() for style in manifest.styles],
    }


def _make_manifest(ceremony: Ceremony) -> Manifest:
    key = NoteKey("pb.example/vectors", derive_public_key(bytes(range(32))))
    return Manifest(1, None, "vectors", key, ceremony, ("A",), (STYLE, RANKED), True, Custody.TRUSTEES, {})


def _list_lines() -> list[tuple[BallotStyle, list[bytes]]]:
    return [(STYLE, _write_lines(STYLE, BALLOTS)), (RANKED, _write_lines(RANKED, RANKINGS))]


def _write_lines(style: BallotStyle, ballots: tuple[str, ...]) -> list[bytes]:
    """Read ballots such as ``12 23``: project 1 with 2, project 2 with 3."""
    read = (tuple((ProjectId(mark[0]), int(mark[1])) for mark in ballot.split()) for ballot in ballots)
    return sorted(judge_choices(style, choices).to_line() for choices in read)


def _count(manifest: Manifest, rule: CountingRule, lot: Point) -> JSON:
    pots = {STYLE.id: PotTerms(Cents(10000)), RANKED.id: PotTerms(None, 2)}
    terms = CountTerms(rule, pots)
    outcomes = [count_style(style, terms, draw_lots(lot, style), lines) for style, lines in _list_lines()]
    outcome: JSON = json.loads(write_outcome(outcomes, bytes(32)))
    return {COUNT: terms.to_plain(), "outcome": outcome}
