"""The filters of the list of proposals, which stand in its address: so a list can be kept, shared and printed.

An address that can't be read narrows nothing. Until the answers are released, nobody can filter by them.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from pb.engine.cycle import Cycle
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, NumberField, OptionalField, TextField, optional
from pb.web.forms import Form, T, read_query
from pb.web.throttle import hide_address
from proposals.core.review import Feasibility
from proposals.core.rules import submission_rules
from proposals.core.visibility import is_released
from proposals.storage.search import SEEDS, Order, Search

WORDS = optional(TextField("words", Message("Search word"), maximum=100, required=False))
STATUS = optional(ChoiceField("status", Message("Status"), ("to-the-vote", "not-to-the-vote")))
ORDER = optional(ChoiceField("order", Message("Order"), (Order.SUPPORTED, Order.NEWEST, Order.NUMBER)))
SEED = optional(NumberField("seed", Message("Order"), maximum=SEEDS - 1))
PAGE = optional(NumberField("page", Message("Page"), minimum=1))

_VERDICTS = {"to-the-vote": Feasibility.FEASIBLE, "not-to-the-vote": Feasibility.NOT_FEASIBLE}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for: a search, a page of it, and the part of the address that asks for it again."""

    form: Form
    search: Search
    page: int
    narrowing: str
    """The part of the address that narrows, without order and page; empty when nothing does."""
    query: str
    """Ends in ``page=``, for the links between pages."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.narrowing)


def read_filters(request: WebRequest, cycle: Cycle) -> Filters:
    """Read the filters. Without a chosen order, what fits alike is shuffled for this visit."""
    area = optional(ChoiceField("area", Message("Area"), [area.id for area in cycle.declaration.areas]))
    themes = [theme.id for theme in submission_rules(cycle).themes]
    theme = optional(ChoiceField("theme", Message("Theme"), themes))
    form = read_query(request, WORDS, area, theme, STATUS, ORDER, SEED, PAGE)
    words = _value(form, WORDS) or ""
    chosen, about = _value(form, area) or "", _value(form, theme) or ""
    status = (_value(form, STATUS) or "") if is_released(cycle) else ""
    order, seed = _value(form, ORDER) or "", _value(form, SEED)
    page = _value(form, PAGE) or 1
    form.faults.clear()
    search = Search(
        area=chosen,
        theme=about,
        words=words,
        verdict=_VERDICTS.get(status),
        order=Order(order) if order else Order.MIXED,
        seed=seed_of_visit(request) if seed is None else seed,
    )
    narrowing = _keep({"words": words, "area": chosen, "theme": about, "status": status})
    asked = narrowing | _keep({"order": order})
    if search.order in (Order.MIXED, Order.SUPPORTED):
        asked["seed"] = str(search.seed)
    return Filters(form, search, page, urlencode(narrowing), urlencode(asked | {"page": ""}))


def seed_of_visit(request: WebRequest) -> int:
    """Return the seed of the shuffled order: the same for a visitor all day, without a cookie, and nothing is kept."""
    browser = request.headers.get("user-agent", "")
    return int(hide_address(request, "order of proposals", browser)[:12], 16) % SEEDS


def _keep(asked: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in asked.items() if text}


def _value(form: Form, field: OptionalField[T]) -> T | None:
    return None if field.name in form.faults else form[field]
