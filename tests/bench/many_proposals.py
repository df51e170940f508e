"""A round with as many proposals as wanted, the same for the same seed: texts, answers, people, supports, comments.

The words are made up from syllables and as unevenly common as words are; a few real ones are planted, to be searched.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import insert

from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from proposals.core.proposal import ProposalStatus
from proposals.core.search_terms import make_terms
from proposals.storage.comment_tables import CommentRow
from proposals.storage.participant_tables import ParticipantRow, SupportRow
from proposals.storage.search_tables import TermsRow
from proposals.storage.tables import ProposalRow, ReviewRow
from tests.support.cycles import START
from tests.support.proposals import ROUND

CHUNK = 1000
PEOPLE = 2000
SUPPORTS = COMMENTS = 10
"""Of each proposal, in the mean and in all."""

UNITS = ("Puistot", "Kadut", "Liikunta", "Kulttuuri")
AREAS = ("north", "south")
LATITUDES, LONGITUDES = (61.66, 61.72), (27.20, 27.33)
PLANTED = {
    Language.FI: ("puistopenkkejä", "leikkipuistoon", "pyörätielle", "valaistusta"),
    Language.SV: ("parkbänkar", "lekplatsen", "cykelvägar", "belysning"),
    Language.EN: ("benches", "playground", "cycling", "lights"),
}
_SYLLABLES = [
    first + last for first in "hjklmnprstv" for last in ("a", "e", "i", "o", "u", "ä", "en", "is", "ar")
]


def add_many(database: Database, count: int, seed: int = 1) -> None:
    """Add ``count`` proposals to the round: three of four answered, one of fifty withdrawn, most with supports."""
    draw = random.Random(seed)  # noqa: S311  # texts of a bench, no secrets
    words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 5))) for _ in range(6000)]
    people = [f"person-{number}" for number in range(min(PEOPLE, count))]
    with database.write() as work:
        work.connection.execute(insert(ParticipantRow), [_person(name) for name in people])
        for first in range(1, count + 1, CHUNK):
            numbers = range(first, min(first + CHUNK, count + 1))
            proposals = [_proposal(draw, words, number) for number in numbers]
            work.connection.execute(insert(ProposalRow), proposals)
            work.connection.execute(insert(TermsRow), [_terms(row) for row in proposals])
            work.connection.execute(insert(ReviewRow), list(_reviews(proposals)))
            work.connection.execute(insert(SupportRow), list(_supports(draw, proposals, people)))
            work.connection.execute(insert(CommentRow), list(_comments(draw, words, proposals)))
        work.commit()


def _person(name: str) -> dict[str, object]:
    return {
        "id": name,
        "address": f"{name}@example.fi",
        "name": name,
        "language": "fi",
        "pace": "daily",
        "joined_at": START,
        "told_at": START,
    }


def _proposal(draw: random.Random, words: Sequence[str], number: int) -> dict[str, object]:
    language = draw.choices(list(Language), weights=(6, 3, 1))[0]
    planted = [word for word in PLANTED[language] if draw.random() < 0.1]
    is_standing = number % 50 != 0
    parts = {
        name: {language.value: _write(draw, words, length, planted)}
        for name, length in (("title", 4), ("text", 60), ("why", 25))
    }
    return {
        **parts,
        "id": f"proposal-{number}",
        "cycle_id": ROUND,
        "number": number,
        "link_hash": None,
        "area": draw.choice(AREAS),
        "proposer": f"Väki {number}",
        "contact": f"writer-{number}@example.fi",
        "latitude": round(draw.uniform(*LATITUDES), 5),
        "longitude": round(draw.uniform(*LONGITUDES), 5),
        "language": language.value,
        "status": (ProposalStatus.SENT if is_standing else ProposalStatus.WITHDRAWN).value,
        "unit": draw.choice(UNITS),
        "removal_reason": {},
        "removed_at": None if is_standing else START,
        "sent_at": START + timedelta(seconds=number),
        "changed_at": START + timedelta(seconds=number),
    }


def _write(draw: random.Random, words: Sequence[str], length: int, planted: Sequence[str]) -> str:
    places = [int(len(words) * draw.random() ** 3) for _ in range(length)]
    return " ".join([*(words[place] for place in places), *planted]).capitalize()


def _terms(row: dict[str, object]) -> dict[str, object]:
    texts = [
        LocalizedText(**part) for name in ("title", "text", "why") if isinstance(part := row[name], dict)
    ]
    number = row["number"]
    assert isinstance(number, int)
    terms = make_terms(number, *texts, names=[str(row["proposer"])])
    return {"proposal_id": row["id"], "title": terms.title, "words": terms.words, "parts": terms.parts}


def _reviews(proposals: Sequence[dict[str, object]]) -> Iterator[dict[str, object]]:
    for place, row in enumerate(proposals):
        if place % 4:
            yield {
                "proposal_id": row["id"],
                "version": 1,
                "feasibility": "feasible" if place % 2 else "not-feasible",
                "cost": 5000_00 if place % 2 else 0,
                "reason": {"fi": "Syy on tässä.", "sv": "Skälet är här."},
                "reviewer": "reviewer",
                "reviewer_name": "Reviewer",
                "unit": row["unit"],
                "decided_at": START,
            }


def _supports(
    draw: random.Random, proposals: Sequence[dict[str, object]], people: Sequence[str]
) -> Iterator[dict[str, object]]:
    for row in proposals:
        for person in draw.sample(people, min(len(people), draw.randint(0, 2 * SUPPORTS))):
            yield {"proposal_id": row["id"], "participant_id": person, "since": START}


def _comments(
    draw: random.Random, words: Sequence[str], proposals: Sequence[dict[str, object]]
) -> Iterator[dict[str, object]]:
    """Yield threads of a question with its answer and of comments with replies."""
    for row in proposals:
        for place in range(COMMENTS):
            kind = ("question", "answer", "comment", "comment", "comment")[place % 5]
            at = START + timedelta(days=1, minutes=place)
            yield {
                "id": f"{row['id']}-{place}",
                "cycle_id": ROUND,
                "proposal_id": row["id"],
                "parent_id": f"{row['id']}-{place - 1}" if place % 5 in (1, 3) else None,
                "kind": kind,
                "text": _write(draw, words, 20, ()),
                "name": f"Nimi {place}",
                "unit": "Puistot" if kind == "answer" else "",
                "language": row["language"],
                "at": at,
                "due": (at + timedelta(days=14)).date() if kind == "question" else None,
                "answered_at": at + timedelta(minutes=1) if kind == "question" else None,
                "hidden_reason": {},
                "hidden_at": None,
                "is_unread": kind == "comment" and draw.random() < 0.01,
            }
