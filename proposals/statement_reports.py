"""What councils' statements add to the stages: tasks, figures, open data, and the way to their page."""

from pb.engine.cycle import Cycle
from pb.engine.public import Figure
from pb.engine.stage import Fact, Task
from pb.kernel.canonical import JSON
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.proposal import localized
from proposals.core.rules import review_rules
from proposals.core.statements import may_show_answers
from proposals.storage.statements import count_hearings, list_councils, list_hearings


def list_statement_tasks(cycle: Cycle, work: Work) -> tuple[Task, ...]:
    """Ask councils for what is theirs to write, and officials to ask and to answer; none where there are no councils."""
    hearings = [hearing for hearing, _ in list_hearings(work, cycle.id)]
    filed = [hearing for hearing in hearings if hearing.statement is not None]
    rules = review_rules(cycle)
    answered = sum(not hearing.waits_for_city(rules) for hearing in filed)
    path = f"cycles/{cycle.id}/statements"
    if not hearings:
        first = Task(
            Message("Ask the councils for statements"),
            False,
            Message("Nobody has been asked."),
            f"{path}/all",
        )
        return (first,) if list_councils(work) else ()
    return (
        Task(
            Message("Write the statements that councils were asked for"),
            len(filed) == len(hearings),
            Message("All councils together: %(done)s / %(all)s", {"done": len(filed), "all": len(hearings)}),
            f"{path}/own",
        ),
        Task(
            Message("Answer every statement"),
            answered == len(filed),
            Message("%(done)s / %(all)s", {"done": answered, "all": len(filed)}),
            f"{path}/all",
        ),
    )


def list_statement_facts(cycle: Cycle, work: Work) -> tuple[Fact, ...]:
    """Lead to the statements of a round in which a council was asked."""
    asked, filed = count_hearings(work, cycle.id)
    if not asked:
        return ()
    values = {"filed": filed, "asked": asked}
    return (
        Fact(
            Message("Statements by councils"),
            Message("%(filed)s filed, %(asked)s asked", values),
            "statements",
        ),
    )


def count_statements(cycle: Cycle, work: Work) -> tuple[Figure, ...]:
    """Count the statements, and those that the city has answered in public."""
    filed = [hearing for hearing, _ in list_hearings(work, cycle.id) if hearing.statement is not None]
    rules = review_rules(cycle)
    answered = sum(not hearing.waits_for_city(rules) for hearing in filed) if may_show_answers(cycle) else 0
    return (
        Figure(
            "statements",
            Message("Statements by councils"),
            Message("Statements that councils filed on a round or on a proposal."),
            len(filed),
        ),
        Figure(
            "statements-answered",
            Message("Statements answered"),
            Message("Statements whose use the city has explained in public."),
            answered,
        ),
    )


def list_public_statements(cycle: Cycle, work: Work) -> list[JSON]:
    """Return what anyone may download: filed statements, with the city's answers once they are released."""
    shows = may_show_answers(cycle)
    statements: list[JSON] = []
    for hearing, proposal in list_hearings(work, cycle.id):
        if hearing.statement is None:
            continue
        known: dict[str, JSON] = {
            "council": hearing.asking.council,
            "proposal": proposal.number if proposal else None,
            "question": localized(hearing.asking.question),
            "text": localized(hearing.statement.text),
            "filed_at": hearing.statement.filed_at.isoformat(),
        }
        if shows and hearing.answer is not None:
            reply = hearing.answer.reply
            known["answer"] = {
                "heard": localized(reply.heard),
                "effect": reply.effect.value,
                "why": localized(reply.why),
            }
        statements.append(known)
    return statements
