"""Fields for dates and moments: the browser's own form, or as people write them in Finland."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pb.kernel.message import Message
from pb.web.fields import Fault, Field

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ](?P<h>\d{2}):(?P<min>\d{2}))?", re.ASCII)
_WRITTEN = re.compile(
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"
    r"(?:,? (?:klo |kl\. |at )?(?P<h>\d{1,2})[.:](?P<min>\d{2}))?",
    re.ASCII,
)
HELSINKI = ZoneInfo("Europe/Helsinki")
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class DateField(Field[date]):
    """A date: ``2027-02-23`` or ``23.2.2027``."""

    def read(self, texts: tuple[str, ...]) -> date:
        """Return the date."""
        return _read(texts, self).date()

    def write(self, value: date) -> str:
        """Return the text a browser's date field holds for ``value``."""
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class DateTimeField(Field[datetime]):
    """A moment told in ``zone``: ``2027-02-23T20:00`` or ``23.2.2027 klo 20.00``. The value is in UTC."""

    zone: ZoneInfo = HELSINKI

    def read(self, texts: tuple[str, ...]) -> datetime:
        """Return the moment. An hour that autumn repeats is the first; one that spring skips is refused."""
        moment = _read(texts, self).replace(tzinfo=self.zone).astimezone(UTC)
        if moment.astimezone(self.zone).replace(tzinfo=None) != _read(texts, self):
            raise Fault(Message("The clock skips this hour: %(field)s.", {"field": self.label}))
        return moment

    def write(self, value: datetime) -> str:
        """Return the text a browser's field holds for ``value``."""
        return value.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M")


def _read(texts: tuple[str, ...], field: Field[date] | Field[datetime]) -> datetime:
    text = " ".join((texts[0] if texts else "").split())
    if not text:
        raise field.missing()
    match = _ISO.fullmatch(text) or _WRITTEN.fullmatch(text)
    needs_time = isinstance(field, DateTimeField)
    if match is None or needs_time != (match["h"] is not None):
        raise _fault(field)
    year, month, day, hour, minute = (int(match[name] or 0) for name in ("y", "m", "d", "h", "min"))
    if year not in _YEARS:
        raise _fault(field)
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - local time; the field's zone is put on after
    except ValueError:
        raise _fault(field) from None


def _fault(field: Field[date] | Field[datetime]) -> Fault:
    if isinstance(field, DateTimeField):
        return Fault(
            Message("Write the date and time such as 23.2.2027 20.00: %(field)s.", {"field": field.label})
        )
    return Fault(Message("Write the date such as 23.2.2027: %(field)s.", {"field": field.label}))
