"""News of proposals, and the letters that bring them: one letter for a reader, however much has happened.

What happened and the letter about it are written in transactions; `told_at` moves in the transaction that posts the
letter, so that nothing is told twice and nothing is left out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.kernel.canonical import JSON
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId
from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from pb.storage.outbox import Letter, post_letter
from pb.storage.unit_of_work import Work
from proposals.core.news import News, NewsKind
from proposals.core.participant import REST, Pace
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.storage.participant_tables import FollowRow, NewsRow, ParticipantRow
from proposals.storage.tables import ProposalRow

NEWS = "participant-news"
"""The kind of the letter."""

SETTLES = timedelta(seconds=15)
"""News are told this long after they happened: by then every transaction that wrote one has ended."""

BATCH = 20
"""Readers that one transaction posts to: on SQLite whoever casts a vote meanwhile waits for it."""

BATCHES = 20
"""Transactions of one look; the next look goes on."""

KEPT = timedelta(days=60)
"""How long news are kept: longer than anybody's letters rest."""

MOST = 30
"""News in one letter; who follows more reads the rest on their own page."""


def tell_followers(work: Work, proposal: Proposal, kind: NewsKind, occasion: str, now: datetime) -> None:
    """Write down what happened; ``occasion`` tells two happenings of one kind apart. Told twice, it is once."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    values = {
        "occasion": f"{proposal.id}:{kind}:{occasion}",
        "proposal_id": proposal.id,
        "kind": kind.value,
        "at": now,
    }
    work.session.execute(make(NewsRow).values(values).on_conflict_do_nothing())


def send_news(database: Database, clock: Clock) -> None:
    """Post what is due. Costs one query when nothing is."""
    now = clock.now()
    with database.read() as work:
        if not work.session.scalars(_due(now).limit(1)).first():
            return
    for _ in range(BATCHES):
        with database.write() as work:
            posted = post_news(work, now)
            work.commit()
        if posted < BATCH:
            return


def purge_news(work: Work, now: datetime) -> int:
    """Forget the news that are told, or that nobody wanted in time, and return how many they were."""
    gone = delete(NewsRow).where(NewsRow.at < now - KEPT)
    return len(work.session.execute(gone.returning(NewsRow.occasion)).all())


def post_news(work: Work, now: datetime) -> int:
    """Post a letter to everybody who is due one, at most BATCH, and return how many; the caller commits."""
    readers = work.session.scalars(_due(now).limit(BATCH).with_for_update(skip_locked=True)).all()
    until = now - SETTLES
    for reader in readers:
        news = _list_news(work, reader, until)
        told: list[JSON] = [_plain(one, Language(reader.language)) for one in news[:MOST]]
        key = f"{NEWS}:{reader.id}:{reader.told_at.isoformat()}"
        letter = Letter(
            key, NEWS, reader.address, Language(reader.language), {"reader": reader.id, "news": told}
        )
        post_letter(work, letter, now)
        reader.told_at = until
    work.session.flush()
    return len(readers)


def _plain(news: News, language: Language) -> JSON:
    return {
        "cycle": news.cycle,
        "number": news.number,
        "title": news.title.in_language(language),
        "kind": news.kind.value,
    }


def _due(now: datetime) -> Select[ParticipantRow]:
    """Return the query for those whom something new waits for and whose last letter is long enough ago."""
    until = now - SETTLES
    rested = or_(
        *(
            and_(ParticipantRow.pace == pace.value, ParticipantRow.told_at <= now - REST[pace])
            for pace in REST
        )
    )
    is_new = exists().where(*_told(until))
    return select(ParticipantRow).where(ParticipantRow.pace != Pace.NEVER.value, rested, is_new)


def _told(until: datetime) -> Sequence[ColumnElement[bool]]:
    return (
        FollowRow.participant_id == ParticipantRow.id,
        NewsRow.proposal_id == FollowRow.proposal_id,
        NewsRow.at > ParticipantRow.told_at,
        NewsRow.at > FollowRow.since,
        NewsRow.at <= until,
        ProposalRow.id == FollowRow.proposal_id,
        ProposalRow.status.in_((ProposalStatus.SENT.value,)),
    )


def _list_news(work: Work, reader: ParticipantRow, until: datetime) -> tuple[News, ...]:
    rows = work.session.execute(
        select(ProposalRow.cycle_id, ProposalRow.number, ProposalRow.title, NewsRow.kind, NewsRow.at)
        .where(*_told(until), ParticipantRow.id == reader.id)
        .order_by(NewsRow.at, NewsRow.occasion)
    )
    return tuple(
        News(CycleId(row.cycle_id), row.number, LocalizedText(**row.title), NewsKind(row.kind), row.at)
        for row in rows
    )
