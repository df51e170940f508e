"""What each kind of field takes and refuses."""

from typing import Any

import pytest

from pb.kernel.message import Message
from pb.web.fields import (
    ChoiceField,
    ChoicesField,
    Fault,
    Field,
    FlagField,
    MoneyField,
    NumberField,
    SecretField,
    TextField,
    optional,
)

LABEL = Message("Name")
TEXT = TextField("x", LABEL, maximum=5)
CHOICES = ChoicesField("x", LABEL, choices=("a", "b"), minimum=1)
NUMBER = NumberField("x", LABEL, minimum=-5, maximum=50)


@pytest.mark.parametrize(
    ("field", "texts", "value"),
    [
        (TEXT, (" ääni ",), "ääni"),
        (TextField("x", LABEL, required=False), (), ""),
        (TextField("x", LABEL, lines=True), ("a\r\nb",), "a\nb"),
        (SecretField("x", LABEL), (" a\u0308 ",), " ä "),
        (ChoiceField("x", LABEL, choices=("a", "b")), ("b",), "b"),
        (CHOICES, ("b", "a"), ("b", "a")),
        (FlagField("x", LABEL), ("yes",), True),
        (FlagField("x", LABEL), (), False),
        (NUMBER, (" 42 ",), 42),
        (NUMBER, ("\N{MINUS SIGN}5",), -5),
        (MoneyField("x", LABEL), ("12 000,50 €",), 12_000_50),
        (optional(NUMBER), ("  ",), None),
        (optional(NUMBER), ("7",), 7),
    ],
)
def test_sound_values_are_read(field: Field[Any], texts: tuple[str, ...], value: object) -> None:
    assert field.read(texts) == value


@pytest.mark.parametrize(
    ("field", "texts"),
    [
        (TEXT, ()),
        (TEXT, ("   ",)),
        (TEXT, ("kuusi!",)),
        (TEXT, ("a\0b",)),
        (SecretField("x", LABEL), ("",)),
        (SecretField("x", LABEL), ("a" * 257,)),
        (SecretField("x", LABEL), ("a\0",)),
        (ChoiceField("x", LABEL, choices=("a", "b")), ("c",)),
        (ChoiceField("x", LABEL, choices=("a", "b")), ()),
        (CHOICES, ("a", "c")),
        (CHOICES, ("a", "a")),
        (CHOICES, ()),
        (FlagField("x", LABEL, must=LABEL), ()),
        (NUMBER, ("51",)),
        (NUMBER, ("-6",)),
        (NUMBER, ("4.5",)),
        (NUMBER, ("٤",)),
        (NUMBER, ("9" * 5000,)),
        (NUMBER, ("--5",)),
        (MoneyField("x", LABEL), ("",)),
        (MoneyField("x", LABEL), ("1e9",)),
        (MoneyField("x", LABEL), ("12,345",)),
        (optional(NUMBER), ("x",)),
    ],
)
def test_unsound_values_are_refused_with_a_reason(field: Field[Any], texts: tuple[str, ...]) -> None:
    with pytest.raises(Fault) as refused:
        field.read(texts)
    assert refused.value.message.text


def test_secrets_are_never_shown_again() -> None:
    assert not SecretField("x", LABEL).is_shown_again
    assert not optional(SecretField("x", LABEL)).is_shown_again
    assert TEXT.is_shown_again
