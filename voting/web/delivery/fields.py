"""The form in which an official tells how far a project has come."""

from datetime import date

from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, MoneyField, NumberField, TextField, optional
from pb.web.forms import Form, read_form
from voting.core.delivery.progress import DeliveryState, Progress
from voting.web.result_fields import OWED, list_texts, name_language

STATE = ChoiceField("state", Message("State"), [state.value for state in DeliveryState])
FINISH = TextField("finish", Message("Ready on"), maximum=10, required=False)
COST = optional(MoneyField("cost", Message("What it cost in the end")))
PARTNER = TextField("partner", Message("Carried out together with"), maximum=200, required=False)
SEEN = NumberField("seen", Message("Version"))
REASON = list_texts("reason", Message("Public reason"), needed=False)
NEWS = list_texts("news", Message("News for residents"), needed=False)
ALTERNATIVE = tuple(
    TextField(
        f"alternative_{language}",
        name_language(Message("What the photo shows"), language),
        maximum=300,
        required=language in OWED,
    )
    for language in Language
)


def read_progress(request: WebRequest) -> tuple[Form, Progress | None, int]:
    """Return the form as sent, the progress it tells (None while it has a fault), and the version it was read at."""
    form = read_form(request, STATE, FINISH, COST, PARTNER, SEEN, *REASON, *NEWS)
    finish = None if FINISH.name in form.faults else _read_day(form)
    if form.faults:
        return form, None, 0
    progress = Progress(
        state=DeliveryState(form[STATE]),
        finish=finish,
        cost=form[COST],
        reason=LocalizedText(*(form[field] for field in REASON)),
        news=LocalizedText(*(form[field] for field in NEWS)),
        partner=form[PARTNER],
    )
    return form, progress, form[SEEN]


def type_progress(progress: Progress, version: int) -> dict[str, str | tuple[str, ...]]:
    """Return what stands in the form: what holds now, without the reason and news of the last report."""
    cents = progress.cost
    return {
        "state": progress.state.value,
        "finish": progress.finish.isoformat() if progress.finish else "",
        "cost": "" if cents is None else f"{cents // 100},{cents % 100:02}",
        "partner": progress.partner,
        "seen": str(version),
    }


def _read_day(form: Form) -> date | None:
    if not form[FINISH]:
        return None
    try:
        return date.fromisoformat(form[FINISH])
    except ValueError:
        form.add_faults({FINISH.name: Message("Write the day as year-month-day, such as 2027-03-16.")})
        return None
