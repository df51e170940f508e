"""The demo town's rounds around the present day: one finished, one open for voting, one for proposals, one in review."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pb.engine.acts import ActName, Actor
from pb.engine.declaration import CycleDeclaration, Rule, StagePlan
from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId, AreaId, CycleId, ProjectId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.plain import to_plain
from pb.main.chronicle import PUBLICATION, VOTING, Chronicle, DecisionPaper
from pb.main.demo.chapters import Told
from pb.main.demo.telling import CHAPTERS
from pb.main.demo.texts import DemoCycle, DemoDecision, DemoProposal, DemoTown
from pb.main.installation import Installation
from proposals.core.appeals import APPEAL
from proposals.core.review import Feasibility, Verdict
from proposals.storage.appeals import decide_appeal, file_appeal
from proposals.storage.imports import ReadyProposal
from proposals.storage.proposals import find_proposal
from voting.core.issued_code import IssuedCode
from voting.credentials import Progress

DAY = timedelta(days=1)
SECOND_REVIEWER = Actor(AccountId("demo-second-reviewer"), "Leena A.")
GROUNDS = "Vastauksessa laskettiin koko alue, vaikka ehdotin vain sen reunaa. Reuna maksaisi paljon vähemmän."
DISMISSED = LocalizedText(
    "Arvioimme ehdotuksen uudelleen pelkän reunan osalta. Sekään ei onnistu, koska sama este koskee koko paikkaa.",
    "Vi bedömde förslaget på nytt bara för kanten. Det går inte heller, eftersom samma hinder gäller hela platsen.",
    "We assessed the edge alone. That is not possible either, because the same obstacle concerns the whole place.",
)
RESIDENTS = 150
"""On the roll of each round with a vote; enough for a life-like result, few enough to hash in seconds."""
VOTED = {"finished": 118, "open": 41}
SEED = 20270223
APPEAL_DAYS = 15
SUBMISSION_DAYS, REVIEW_DAYS, VOTING_DAYS, DELIVERY_DAYS = 30, 60, 21, 500


def tell_history(installation: Installation, clock: SetClock, town: DemoTown, progress: Progress) -> Told:
    """Build the rounds in a migrated, empty installation that lives by ``clock``, which stands at the present.

    ``progress`` is called once for every code made; there are 2 x RESIDENTS.
    """
    now = clock.moment
    *yearly, reviewing = town.cycles
    finished, voting, proposing = (_date_texts(cycle, now.year) for cycle in yearly)
    _tell_finished(installation, clock, town, finished, now - 400 * DAY, progress)
    codes = _tell_voting(installation, clock, town, voting, now - 97 * DAY, progress)
    _tell_proposing(installation, clock, town, proposing, now - 12 * DAY)
    _tell_reviewing(installation, clock, town, reviewing, now - 45 * DAY)
    clock.moment = now
    told = Told(finished.id, voting.id, proposing.id, reviewing.id, codes[VOTED["open"] :])
    for tell in CHAPTERS:
        tell(installation, clock, told)
        clock.moment = now
    return told


def _tell_finished(
    installation: Installation,
    clock: SetClock,
    town: DemoTown,
    cycle: DemoCycle,
    start: datetime,
    progress: Progress,
) -> None:
    story, declaration = _begin(installation, clock, town, cycle, start)
    submission, _review, voting, publication = declaration.stages
    story.send(map(_make_ready, cycle.proposals), submission.opens_at + DAY)
    codes = story.enrol(_spread(town), voting.opens_at - 7 * DAY, progress)
    story.open_vote(voting.opens_at - 2 * DAY, voting.opens_at)
    story.cast(_draw_votes(codes[: VOTED["finished"]], cycle, town), voting.opens_at + 3 * DAY)
    story.agree(PUBLICATION, ActName("publish"), publication.opens_at + DAY)
    if cycle.decision is not None:
        decides = publication.opens_at + 21 * DAY
        story.decide(_write_decision(cycle, cycle.decision, decides.date()), decides + DAY)


def _tell_voting(
    installation: Installation,
    clock: SetClock,
    town: DemoTown,
    cycle: DemoCycle,
    start: datetime,
    progress: Progress,
) -> tuple[IssuedCode, ...]:
    story, declaration = _begin(installation, clock, town, cycle, start)
    submission, _review, appeals, voting, _publication = declaration.stages
    story.send(map(_make_ready, cycle.proposals), submission.opens_at + DAY)
    story.pass_time(appeals.opens_at)
    _tell_appeal(installation, cycle, appeals.opens_at + 3 * DAY)
    codes = story.enrol(_spread(town), voting.opens_at - 7 * DAY, progress)
    story.open_vote(voting.opens_at - 2 * DAY, voting.opens_at)
    story.cast(_draw_votes(codes[: VOTED["open"]], cycle, town), voting.opens_at + DAY)
    return codes


def _tell_appeal(installation: Installation, cycle: DemoCycle, filed: datetime) -> None:
    """Have the author of the first proposal that was found not feasible appeal, and somebody else decide."""
    number = 1 + next(
        place for place, one in enumerate(cycle.proposals) if one.review and not one.review.feasible
    )
    with installation.database.write() as work:
        held = work.load_cycle(cycle.id)
        proposal = find_proposal(work, held.id, number)
        file_appeal(work, held, proposal, GROUNDS, filed)
        decide_appeal(work, proposal, DISMISSED, SECOND_REVIEWER, "Kaupunginkanslia", filed + 6 * DAY)
        work.commit()


def _tell_proposing(
    installation: Installation, clock: SetClock, town: DemoTown, cycle: DemoCycle, start: datetime
) -> None:
    story, _declaration = _begin(installation, clock, town, cycle, start)
    story.send(map(_make_ready, cycle.proposals), start + 2 * DAY)


def _tell_reviewing(
    installation: Installation, clock: SetClock, town: DemoTown, cycle: DemoCycle, start: datetime
) -> None:
    story, declaration = _begin(installation, clock, town, cycle, start)
    submission, review, *_later = declaration.stages
    story.send(map(_make_ready, cycle.proposals), submission.opens_at + DAY)
    story.pass_time(review.opens_at)


def _begin(
    installation: Installation, clock: SetClock, town: DemoTown, cycle: DemoCycle, start: datetime
) -> tuple[Chronicle, CycleDeclaration]:
    declaration = _declare(town, cycle, start)
    story = Chronicle(installation, clock, cycle.id)
    story.declare(declaration, start)
    return story, declaration


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Mornings at eight and evenings at eight, by the town's own clock, counted in days from ``start``."""

    start: datetime
    zone: ZoneInfo

    def morning(self, days: int) -> datetime:
        return self._at(days, 8)

    def evening(self, days: int) -> datetime:
        return self._at(days, 20)

    def _at(self, days: int, hour: int) -> datetime:
        day = self.start.astimezone(self.zone).date() + timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, tzinfo=self.zone).astimezone(UTC)


def _declare(town: DemoTown, cycle: DemoCycle, start: datetime) -> CycleDeclaration:
    calendar = _Calendar(start, ZoneInfo("Europe/Helsinki"))
    review = SUBMISSION_DAYS + 1
    voting = review + REVIEW_DAYS + 1
    appeals = voting - APPEAL_DAYS if cycle.appeals else voting
    closes = calendar.evening(voting + VOTING_DAYS)
    delivered = calendar.evening(voting + VOTING_DAYS + DELIVERY_DAYS)
    rules = {
        "ballot": "knapsack",
        "minimum": 1,
        "blank": True,
        "custody": "server",
        "channels": ["code", "desk"],
        **cycle.rules,
    }
    guarded = frozenset({"open", "close-early", "amend"})
    return CycleDeclaration(
        id=cycle.id,
        name=cycle.name,
        summary=cycle.summary,
        areas=cycle.areas or town.areas,
        currency="EUR",
        stages=(
            StagePlan(
                StageKey("submission"),
                calendar.morning(0),
                calendar.evening(SUBMISSION_DAYS),
                {"themes": to_plain(town.themes), "map": to_plain(town.map)},
            ),
            StagePlan(
                StageKey("review"),
                calendar.morning(review),
                calendar.evening(appeals - 1),
                cycle.review_rules,
            ),
            *(
                (StagePlan(APPEAL, calendar.morning(appeals), calendar.evening(voting - 1), {"days": 7}),)
                if cycle.appeals
                else ()
            ),
            StagePlan(VOTING, calendar.morning(voting), closes, rules=rules, two_person=guarded),
            StagePlan(
                PUBLICATION,
                closes,
                delivered,
                rules=_declare_publication(cycle.decision),
                two_person=frozenset({"publish", "confirm"}),
            ),
        ),
    )


def _declare_publication(decision: DemoDecision | None) -> Mapping[str, Rule]:
    return {} if decision is None else {"mode": "advisory", "body": to_plain(decision.body)}


def _write_decision(cycle: DemoCycle, decision: DemoDecision, meeting: date) -> DecisionPaper:
    numbers = _number_proposals(cycle)
    departures = {numbers[departed.key]: departed.reason for departed in decision.departures}
    return DecisionPaper(decision.body, meeting, decision.minutes, departures)


def _number_proposals(cycle: DemoCycle) -> dict[str, ProjectId]:
    return {proposal.key: ProjectId(str(number)) for number, proposal in enumerate(cycle.proposals, start=1)}


def _spread(town: DemoTown) -> list[AreaId]:
    """Return an area for each resident, mixed so that the first voters come from all of them."""
    return [town.areas[number % len(town.areas)].id for number in range(RESIDENTS)]


def _draw_votes(
    codes: Sequence[IssuedCode], cycle: DemoCycle, town: DemoTown
) -> list[tuple[IssuedCode, list[ProjectId]]]:
    chance = random.Random(SEED)  # noqa: S311  # a demo town's tastes; the same at every run
    numbers = _number_proposals(cycle)
    budgets = {area.id: area.budget for area in town.areas}
    votes: list[tuple[IssuedCode, list[ProjectId]]] = []
    for issued in codes:
        offered = [project for project in cycle.projects if project.area == issued.area]
        money = budgets[issued.area] if issued.area else 0
        votes.append((issued, _choose(offered, money, numbers, chance)))
    return votes


def _choose(
    offered: Sequence[DemoProposal], money: int, numbers: dict[str, ProjectId], chance: random.Random
) -> list[ProjectId]:
    chosen: list[ProjectId] = []
    for project in sorted(offered, key=lambda each: chance.random() / max(each.support, 20)):
        cost = project.review.cost if project.review else 0
        if cost <= money and (not chosen or chance.random() < 0.7):
            chosen.append(numbers[project.key])
            money -= cost
    return chosen


def _make_ready(proposal: DemoProposal) -> ReadyProposal:
    review = proposal.review
    verdict = None
    if review is not None:
        feasibility = Feasibility.FEASIBLE if review.feasible else Feasibility.NOT_FEASIBLE
        verdict = Verdict(feasibility, review.cost, review.reason)
    return ReadyProposal(
        title=proposal.title,
        text=proposal.what,
        why=proposal.why,
        area=proposal.area,
        proposer=proposal.proposer,
        language=proposal.language,
        verdict=verdict,
        theme=proposal.theme,
        address=proposal.address,
        point=proposal.point,
    )


def _date_texts(cycle: DemoCycle, year: int) -> DemoCycle:
    """Return the cycle with its year counted from the present one; the texts are written for 2026."""
    written, meant = str(cycle.id), str(int(cycle.id) - 2026 + year)

    def date(text: LocalizedText) -> LocalizedText:
        return LocalizedText(
            **{code.value: text.in_language(code).replace(written, meant) for code in Language}
        )

    return replace(cycle, id=CycleId(meant), name=date(cycle.name), summary=date(cycle.summary))
