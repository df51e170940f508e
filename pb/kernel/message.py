"""A sentence for a person, not yet in that person's language.

The core states it in English with named values; the web renders it from the catalogue of the reader's language. The
name `Message` is what the catalogue extraction looks for, so the first argument is always a literal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with ``%(name)s`` places and the values to put there.

    Values of type date and datetime are written in the reader's way; a Message as a value is translated first.
    """

    text: str
    values: Mapping[str, "str | int | date | datetime | Message"] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence, for logs and the command line."""
        return self.text % {name: str(value) for name, value in self.values.items()}


Value = str | int | date | datetime | Message
"""What may stand in a message's place."""
