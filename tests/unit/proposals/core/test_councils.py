"""Councils that the law names are told in the reader's language, whichever language their unit is written in."""

from proposals.core.councils import name_council


def test_known_council_is_named_for_the_reader() -> None:
    assert name_council("Nuorisovaltuusto") == name_council("Ungdomsfullmäktige")
    assert str(name_council("VAMMAISNEUVOSTO")) == "Disability council"


def test_other_body_keeps_its_own_name() -> None:
    assert str(name_council("Ristiinan aluejohtokunta")) == "Ristiinan aluejohtokunta"
