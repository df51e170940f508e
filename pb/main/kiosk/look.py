"""How a visitor at a screen has set it, kept in the address alone: held, high contrast, large text.

There is nowhere else to keep it: no cookie and no storage. Going home is forgetting.
"""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Look:
    """The settings. `hold`: the slides stand still because somebody reads them."""

    hold: bool = False
    contrast: bool = False
    large: bool = False

    def query(self) -> str:
        """Return the query of an address with these settings, ``?`` included; empty without any."""
        chosen = {field.name: "yes" for field in fields(self) if getattr(self, field.name)}
        return f"?{urlencode(chosen)}" if chosen else ""

    def held(self) -> "Look":
        """Return these settings with the slides standing still: what every button leads to."""
        return replace(self, hold=True)

    def turned(self, name: str) -> "Look":
        """Return these settings, held, with one of them turned on or off."""
        return replace(self.held(), **{name: not getattr(self, name)})
