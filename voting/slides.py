"""What the stages of voting and publication put on screens: how to vote, the turnout, and after publication the winners.

While voting is open only the number of voters is told. Winners are read by `find_published`, as everywhere.
"""

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.engine.public import Share, Slide, SlideLine
from pb.kernel.handoff import AreaOutcome, Outcome
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.channel import Channel
from voting.core.eligibility import AreaRule
from voting.core.rules import VOTING, VotingRules, read_rules
from voting.delivery_tasks import list_delivery_slides
from voting.storage.ballot_box import count_cast
from voting.storage.electoral_roll import count_residents
from voting.storage.outcomes import find_published

WAYS = {
    Channel.CODE: Message("With the voting code of your letter"),
    Channel.EID: Message("With your online bank codes or mobile certificate"),
    Channel.DESK: Message("At a service point, with an identity document"),
    Channel.PAPER: Message("On paper, at a service point"),
}
"""Each way to vote, as somebody standing before a screen needs it."""


def list_voting_slides(cycle: Cycle, work: Work) -> tuple[Slide, ...]:
    """Return how and until when to vote, and how many have; nothing outside the voting time."""
    plan = cycle.declaration.plan(VOTING)
    if plan is None or not cycle.is_open(VOTING):
        return ()
    ways = (SlideLine(WAYS[channel]) for channel in read_rules(cycle.declaration).channels)
    until = SlideLine(Message("Voting ends on %(date)s.", {"date": plan.closes_at}))
    entitled = sum(count_residents(work, cycle.id).values())
    turnout = SlideLine(Message("Have voted so far"), share=Share(count_cast(work, cycle.id), entitled))
    return (
        Slide("vote", Message("Vote with your phone"), (until, *ways), "vote"),
        Slide("turnout", Message("Turnout"), (turnout,), "vote"),
    )


def list_result_slides(cycle: Cycle, work: Work) -> tuple[Slide, ...]:
    """Return the winners of each area with their money, and the turnout; nothing before publication."""
    outcome = find_published(work, cycle.id)
    if outcome is None:
        return ()
    rules = read_rules(cycle.declaration)
    areas = [(area, cycle.declaration.area(area.area)) for area in outcome.areas]
    winners = (_show_winners(found, area, outcome, rules, cycle) for found, area in areas if area is not None)
    return (*winners, _show_turnout(outcome, rules, cycle), *list_delivery_slides(cycle, work))


def _show_winners(
    found: AreaOutcome, area: Area, outcome: Outcome, rules: VotingRules, cycle: Cycle
) -> Slide:
    projects = {project.id: project for project in outcome.shortlist.projects}
    has_money = cycle.declaration.has_money
    support = Message("Points: %(count)s") if rules.counting.counts_points else Message("Votes: %(count)s")
    lines = [
        SlideLine(
            projects[line.project].title,
            projects[line.project].cost if has_money else None,
            Message(support.text, {"count": line.support}),
        )
        for line in found.projects
        if line.funded
    ]
    if not lines:
        lines.append(SlideLine(Message("No project will be carried out here.")))
    if has_money:
        lines.insert(
            0, SlideLine(Message("Money used"), share=Share(found.spent, found.budget, is_money=True))
        )
    return Slide(
        f"winners-{area.id}", Message("Will be carried out"), tuple(lines), "results", above=area.name
    )


def _show_turnout(outcome: Outcome, rules: VotingRules, cycle: Cycle) -> Slide:
    voters = sum(area.voters for area in outcome.areas)
    is_by_area = rules.area is AreaRule.HOME and len(outcome.areas) > 1
    entitled = [area.entitled for area in outcome.areas]
    # Where residents choose their area, everybody might have voted in each.
    whole = Share(voters, sum(entitled) if is_by_area else max(entitled))
    lines = [SlideLine(Message("Whole city"), share=whole)]
    for found in outcome.areas if is_by_area else ():
        area = cycle.declaration.area(found.area)
        if area is not None:
            lines.append(SlideLine(area.name, share=Share(found.voters, found.entitled)))
    return Slide("turnout", Message("Turnout"), tuple(lines), "results")
