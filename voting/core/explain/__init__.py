"""Why a project won or lost: figures for residents, taken from the finished count and, where needed, from recounts."""

from voting.core.explain.account import Account, settle_account
from voting.core.explain.flows import Flow, Flows, trace_flows
from voting.core.explain.needs import CheaperBy, MoreSupporters, find_cheaper, find_more_supporters
from voting.core.explain.project import Explanation, explain_project
from voting.core.explain.support import measure_support

__all__ = [
    "Account",
    "CheaperBy",
    "Explanation",
    "Flow",
    "Flows",
    "MoreSupporters",
    "explain_project",
    "find_cheaper",
    "find_more_supporters",
    "measure_support",
    "settle_account",
    "trace_flows",
]
