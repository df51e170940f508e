"""The form in which an official writes a decision or a correction, and what it says as a draft of the next version."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from pb.kernel.handoff import Project
from pb.kernel.ids import ProjectId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoicesField, TextField
from pb.web.forms import Form, read_form
from voting.core.result.decision import Decision, ProjectDecision
from voting.core.result.published import PublishedResult, ResultDraft
from voting.core.result.rules import PublicationRules, ResultMode

LONGEST = 2000
LANGUAGE_NAMES = {
    Language.FI: Message("in Finnish"),
    Language.SV: Message("in Swedish"),
    Language.EN: Message("in English"),
}
OWED = (Language.FI, Language.SV)
"""The languages a public text has to be in; others are welcome."""

MEETING = TextField("meeting", Message("Day of the meeting"), maximum=10)
MINUTES = TextField("minutes", Message("Address of the minutes"), maximum=500, required=False)


def name_language(what: Message, language: Language) -> Message:
    """Return a field's label with its language."""
    return Message("%(what)s %(language)s", {"what": what, "language": LANGUAGE_NAMES[language]})


def list_texts(name: str, what: Message, *, needed: bool) -> tuple[TextField, ...]:
    """Return a field for each language; the first two are required where the text is ``needed``."""
    return tuple(
        TextField(
            f"{name}_{language}",
            name_language(what, language),
            maximum=LONGEST,
            required=needed and language in OWED,
            lines=True,
        )
        for language in Language
    )


def read_draft(
    request: WebRequest, result: PublishedResult, rules: PublicationRules
) -> tuple[Form, ResultDraft | None]:
    """Return the form as sent and the draft it makes; None while it has a fault."""
    projects = result.count.outcome.shortlist.projects
    is_advisory = result.mode is ResultMode.ADVISORY
    notice = list_texts("notice", Message("Public notice of the correction"), needed=False)
    chosen = _choice("chosen", projects)
    withdrawn = _choice("withdrawn", projects)
    reasons = {project.id: _list_reasons(project) for project in projects} if is_advisory else {}
    parts = [MEETING, MINUTES, chosen] if is_advisory else [withdrawn]
    form = read_form(request, *parts, *notice, *(field for fields in reasons.values() for field in fields))
    meeting = _read_day(form) if is_advisory else None
    if is_advisory:
        _check_minutes(form)
    if form.faults:
        return form, None
    told = _join(form, notice)
    if meeting is None:
        return form, ResultDraft(None, tuple(map(ProjectId, form[withdrawn])), told)
    decision = Decision(
        body=rules.body,
        meeting=meeting,
        minutes=form[MINUTES],
        projects=tuple(
            ProjectDecision(project.id, project.id in form[chosen], _join(form, reasons[project.id]))
            for project in projects
        ),
    )
    return form, ResultDraft(decision, (), told)


def type_draft(draft: ResultDraft) -> dict[str, str | tuple[str, ...]]:
    """Return what stands in the form for a draft."""
    typed: dict[str, str | tuple[str, ...]] = {"withdrawn": draft.withdrawn}
    typed |= {f"notice_{language}": getattr(draft.notice, language) for language in Language}
    if draft.decision is None:
        return typed
    typed |= {"meeting": draft.decision.meeting.isoformat(), "minutes": draft.decision.minutes}
    typed["chosen"] = tuple(decided.project for decided in draft.decision.projects if decided.chosen)
    for decided in draft.decision.projects:
        typed |= {
            f"reason-{decided.project}_{language}": getattr(decided.reason, language) for language in Language
        }
    return typed


def _list_reasons(project: Project) -> tuple[TextField, ...]:
    about = Message("Public reason, project %(project)s,", {"project": project.id})
    return list_texts(f"reason-{project.id}", about, needed=False)


def _choice(name: str, projects: Sequence[Project]) -> ChoicesField:
    label = (
        Message("Projects that will be carried out") if name == "chosen" else Message("Withdrawn projects")
    )
    return ChoicesField(name, label, [project.id for project in projects])


def _join(form: Form, fields: Sequence[TextField]) -> LocalizedText:
    return LocalizedText(*(form[field] for field in fields))


def _read_day(form: Form) -> date | None:
    if MEETING.name in form.faults:
        return None
    try:
        return date.fromisoformat(form[MEETING])
    except ValueError:
        form.add_faults({MEETING.name: Message("Write the day as year-month-day, such as 2027-03-16.")})
        return None


def _check_minutes(form: Form) -> None:
    if MINUTES.name in form.faults or not form[MINUTES]:
        return
    try:
        parts = urlsplit(form[MINUTES])
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname:
        form.add_faults({MINUTES.name: Message("The address of the minutes begins with https://.")})
