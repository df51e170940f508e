"""Results as plain data for --json. Money is text in units of the currency, exact: a decimal, or a fraction."""

from collections.abc import Sequence
from fractions import Fraction

from pb.kernel.canonical import JSON
from pb.kernel.money import Cents
from voting.core.counting import Allocation, Round
from voting.core.counting.certificate import Certificate
from voting.core.counting.rule_text import write_rule_text
from voting.core.explain import Explanation
from voting.core.explain.flows import Flows
from voting.core.pabulib import Election
from voting.core.pabulib.amounts import write_amount


def fraction_text(cents: Fraction | None) -> str | None:
    """Return an exact amount in units of the currency."""
    return None if cents is None else str(cents / 100)


def describe_allocation(election: Election, allocation: Allocation) -> dict[str, JSON]:
    """Return everything about a count."""
    return {
        "rule": allocation.rule.canonical(),
        "rule_text": [str(sentence) for sentence in write_rule_text(allocation.rule)],
        "currency": election.currency,
        "budget": write_amount(allocation.budget),
        "voters": allocation.voters,
        "blank": allocation.blank,
        "selected": list(allocation.selected),
        "total": write_amount(allocation.total),
        "total_cents": allocation.total,
        "left": write_amount(allocation.leftover),
        "endowment": fraction_text(allocation.endowment),
        "comparison": None if allocation.comparison is None else list(allocation.comparison),
        "fates": {project: fate.value for project, fate in allocation.fates.items()},
        "rounds": [describe_round(entry) for entry in allocation.rounds],
        "ties": [{"round": tie.round, "projects": list(tie.projects)} for tie in allocation.ties],
        "certificate": _describe_certificate(allocation.certificate),
        "notes": [str(note) for note in election.notes],
    }


def describe_round(entry: Round) -> dict[str, JSON]:
    """Return one round; `key` is what the rule compared, as a fraction."""
    return {
        "number": entry.number,
        "phase": entry.phase,
        "project": entry.project,
        "cost": write_amount(entry.cost),
        "votes": entry.votes,
        "fate": entry.fate.value,
        "key": str(entry.key),
        "price": fraction_text(entry.price),
        "payers": entry.payers,
        "emptied": entry.emptied,
        "left": write_amount(entry.left),
    }


def _describe_certificate(certificate: Certificate | None) -> JSON:
    if certificate is None:
        return None
    purchases: Sequence[JSON] = [
        {
            "project": purchase.project,
            "price": fraction_text(purchase.price),
            "wealth": purchase.wealth,
            "emptied": purchase.emptied,
            "spent_before": list(purchase.spent_before),
        }
        for purchase in certificate.purchases
    ]
    return {"endowment": fraction_text(certificate.endowment), "purchases": purchases}


def describe_explanation(explanation: Explanation) -> dict[str, JSON]:
    """Return everything about one project."""
    cheaper, more = explanation.cheaper, explanation.more_supporters
    percent = explanation.support_percent
    return {
        "project": explanation.project,
        "cost": write_amount(explanation.cost),
        "votes": explanation.votes,
        "support": explanation.support,
        "rank": explanation.rank,
        "fate": explanation.fate.value,
        "effective_support_percent": None if percent is None else f"{percent:.2f}",
        "decided_in": None if explanation.decided_in is None else describe_round(explanation.decided_in),
        "flows": _describe_flows(explanation.flows),
        "cheaper": None
        if cheaper is None
        else {
            "cost": write_amount(cheaper.cost),
            "by": write_amount(cheaper.by),
            "verified": cheaper.verified,
        },
        "more_supporters": None if more is None else {"voters": more.voters, "verified": more.verified},
    }


def _describe_flows(flows: Flows) -> JSON:
    def text(cents: Cents | None) -> str | None:
        return None if cents is None else write_amount(cents)

    return {
        "shared": [
            {"project": flow.project, "voters": flow.voters, "paid": text(flow.paid)} for flow in flows.shared
        ],
        "suppressed": flows.suppressed,
        "left": text(flows.left),
    }
