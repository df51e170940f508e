"""The form of a screen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.screens import Screen, ScreenId
from pb.web.fields import ChoiceField, Fault, Field, NumberField, TextField
from pb.web.forms import Form

ORDERS = {
    "fi sv en": "Suomi, svenska, English",
    "fi sv": "Suomi, svenska",
    "fi en sv": "Suomi, English, svenska",
    "fi": "Suomi",
    "sv fi en": "Svenska, suomi, English",
    "sv fi": "Svenska, suomi",
    "sv": "Svenska",
    "en fi sv": "English, suomi, svenska",
}
"""The orders in which slides are told, each named in its own languages."""

_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class HourField(Field[str]):
    """A time of day: ``8.00`` or ``08:00``. The value is ``HH:MM``."""

    def read(self, texts: tuple[str, ...]) -> str:
        """Return the time."""
        found = _TIME.fullmatch((texts[0] if texts else "").strip())
        if found is None:
            raise Fault(Message("Write the time such as 8.00: %(field)s.", {"field": self.label}))
        return f"{int(found[1]):02}:{found[2]}"


NAME = TextField("name", Message("Name of the screen"), maximum=100)
PLACE = TextField("place", Message("Location"), maximum=200)
LANGUAGES = ChoiceField("languages", Message("Languages in their order"), choices=ORDERS)
WIDTH = NumberField("width", Message("Width of the picture (mm)"), minimum=100, maximum=10_000)
HEIGHT = NumberField("height", Message("Height of the picture (mm)"), minimum=100, maximum=10_000)
DISTANCE = NumberField("distance", Message("Viewing distance (cm)"), minimum=30, maximum=2_000)
OPENS = HourField("opens", Message("The place opens"))
CLOSES = HourField("closes", Message("The place closes"))
EVERY = "all"


def list_fields(cycles: Sequence[Cycle]) -> tuple[Field[object], ...]:
    """Return the fields of the form; the last is the choice of a round."""
    return (NAME, PLACE, LANGUAGES, WIDTH, HEIGHT, DISTANCE, OPENS, CLOSES, cycle_field(cycles))


def cycle_field(cycles: Sequence[Cycle]) -> ChoiceField:
    """Return the choice between every running round and one."""
    return ChoiceField("cycle", Message("Round shown"), choices=(EVERY, *(str(cycle.id) for cycle in cycles)))


def read_screen(form: Form, screen_id: ScreenId, cycles: Sequence[Cycle]) -> Screen:
    """Return the screen that a sound form describes."""
    cycle = form[cycle_field(cycles)]
    return Screen(
        screen_id,
        form[NAME],
        form[PLACE],
        tuple(Language(code) for code in form[LANGUAGES].split()),
        form[WIDTH],
        form[HEIGHT],
        form[DISTANCE] * 10,
        form[OPENS],
        form[CLOSES],
        None if cycle == EVERY else CycleId(cycle),
    )


def type_screen(screen: Screen) -> dict[str, str | tuple[str, ...]]:
    """Return what stands in the form of a registered screen."""
    return {
        NAME.name: screen.name,
        PLACE.name: screen.place,
        LANGUAGES.name: " ".join(screen.languages),
        WIDTH.name: str(screen.width_mm),
        HEIGHT.name: str(screen.height_mm),
        DISTANCE.name: str(screen.distance_mm // 10),
        OPENS.name: screen.opens.replace(":", "."),
        CLOSES.name: screen.closes.replace(":", "."),
        "cycle": screen.cycle_id or EVERY,
    }


NEW: dict[str, str | tuple[str, ...]] = {
    LANGUAGES.name: "fi sv en",
    WIDTH.name: "1218",
    HEIGHT.name: "685",
    DISTANCE.name: "200",
    OPENS.name: "8.00",
    CLOSES.name: "20.00",
    "cycle": EVERY,
}
"""What stands in an empty form: a lying 55-inch screen at two metres."""
