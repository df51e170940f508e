"""Changing a stage's dates and rules: by one official before it opens, by two once it is sealed."""

import json
from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.acts import AMEND, Act
from pb.engine.cycle import Cycle
from pb.engine.declaration import StagePlan
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.main.admin.cycle_admin import DECIDES
from pb.main.admin.rule_text import RuleTextError, read_rules, write_rules
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.times import DateTimeField

RULES = TextField("rules", Message("Rules"), maximum=20_000, required=False, lines=True)
OPENS = "opens_at"
CLOSES = "closes_at"


def find_plan(cycle: Cycle, stage: str) -> StagePlan:
    """Return the stage an address names. Raises NotFoundError."""
    plan = cycle.declaration.plan(stage)
    if plan is None:
        raise NotFoundError
    return plan


@get("/admin/cycles/{cycle:str}/amend/{stage:str}", access=DECIDES, sync_to_thread=True)
def show_amendment(
    request: WebRequest,
    cycle: FromPath[str],
    stage: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show a stage's dates and rules to change."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
    plan, zone = find_plan(found, stage), toolkit_of(request).zone
    form = new_form(
        request,
        {
            OPENS: plan.opens_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
            CLOSES: plan.closes_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
            RULES.name: write_rules(plan.rules),
        },
    )
    return _show(request, form, found, plan, engine)


@post("/admin/cycles/{cycle:str}/amend/{stage:str}", access=DECIDES, sync_to_thread=True)
def amend_stage(
    request: WebRequest,
    cycle: FromPath[str],
    stage: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Change the stage, or ask for the second person's consent where its rules are sealed."""
    with database.write() as work:
        found = work.load_cycle(CycleId(cycle))
        plan = find_plan(found, stage)
        form, amendment = _read_amendment(request, plan)
        if form.faults:
            return _show(request, form, found, plan, engine)
        act = Act(plan.key, AMEND)
        try:
            if engine.needs_two(found, act):
                engine.request(found.id, act, work, actor_of(session), clock.now(), token_hex(16), amendment)
                told = Message("Sent for approval. Another person now approves it.")
            else:
                engine.perform(found.id, act, work, actor_of(session), clock.now(), amendment)
                told = Message("Changed, and written in the journal.")
        except NotNowError as error:
            form.add_faults({_find_field(engine, found, plan, amendment): error.message})
            return _show(request, form, found, plan, engine)
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}", flash=told)


def _read_amendment(request: WebRequest, plan: StagePlan) -> tuple[Form, str]:
    zone = toolkit_of(request).zone
    opens = DateTimeField(OPENS, Message("Opens"), zone)
    closes = DateTimeField(CLOSES, Message("Closes"), zone)
    form = read_form(request, opens, closes, RULES)
    if form.faults:
        return form, ""
    change: dict[str, object] = {}
    # The page shows whole minutes, so an untouched date must not count as a change of its seconds.
    if form[opens] != plan.opens_at.replace(second=0, microsecond=0):
        change[OPENS] = form[opens].isoformat()
    if form[closes] != plan.closes_at.replace(second=0, microsecond=0):
        change[CLOSES] = form[closes].isoformat()
    try:
        rules = read_rules(form[RULES])
    except RuleTextError as error:
        form.add_faults({RULES.name: Message("Line %(line)s is not a rule.", {"line": error.line})})
        return form, ""
    changed = {name: value for name, value in rules.items() if plan.rules.get(name, ...) != value}
    if missing := sorted(set(plan.rules) - set(rules)):
        fault = Message("A rule is missing: %(rule)s. Give it a new value instead.", {"rule": missing[0]})
        form.add_faults({RULES.name: fault})
    elif not change and not changed:
        form.add_faults({RULES.name: Message("Nothing has been changed.")})
    return form, json.dumps({**change, "rules": changed}, sort_keys=True)


def _find_field(engine: Engine[Work], cycle: Cycle, plan: StagePlan, amendment: str) -> str:
    """Return the field that a refused change is told at: a date if the dates alone are refused, else the rules."""
    dates = {name: value for name, value in json.loads(amendment).items() if name in (OPENS, CLOSES)}
    if dates and engine.refuse_amendment(cycle, plan.key, json.dumps(dates)):
        return CLOSES if CLOSES in dates else OPENS
    return RULES.name


def _show(
    request: WebRequest, form: Form, cycle: Cycle, plan: StagePlan, engine: Engine[Work]
) -> Response[str]:
    needs_two = engine.needs_two(cycle, Act(plan.key, AMEND))
    return page(
        request,
        "admin/amend.html",
        status=422 if form.faults else 200,
        form=form,
        cycle=cycle,
        plan=plan,
        stage_name=engine.stage(plan.key).name,
        needs_two=needs_two,
        has_opened=cycle.is_open(plan.key),
    )


HANDLERS = (show_amendment, amend_stage)
