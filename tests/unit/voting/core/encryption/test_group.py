"""The group is RFC 9496's: its vectors, and nothing from outside gets in unchecked."""

import hashlib

import pytest

from voting.core.encryption.group import (
    BASE,
    IDENTITY,
    ORDER,
    EncodingError,
    Point,
    add,
    draw_scalar,
    is_point,
    map_to_point,
    multiply,
    multiply_base,
    read_point,
    read_scalar,
    subtract,
    write_scalar,
)

MULTIPLES = (
    "0000000000000000000000000000000000000000000000000000000000000000",
    "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
    "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
    "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e",
    "f64746d3c92b13050ed8d80236a7f0007c3b3f962f5ba793d19a601ebb1df403",
    "44f53520926ec81fbd5a387845beb7df85a96a24ece18738bdcfa6a7822a176d",
    "903293d8f2287ebe10e2374dc1a53e0bc887e592699f02d077d5263cdd55601c",
    "02622ace8f7303a31cafc63f8fc48fdc16e1c8c8d234b2f0d6685282a9076031",
    "20706fd788b2720a1ed2a5dad4952b01f413bcf0e7564de8cdc816689e2db95f",
    "bce83f8ba5dd2fa572864c24ba1810f9522bc6004afe95877ac73241cafdab42",
    "e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460",
    "aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f",
    "46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e",
    "e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e",
)
"""RFC 9496 appendix A.1: the base point times 0 to 15."""

INVALID = (
    "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  # not below the prime
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000000",  # negative
    "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
    "c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562",
    "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",  # not a square
    "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
    "de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad87",
    "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",  # negative xy
    "a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # s = -1
)
"""RFC 9496 appendix A.2."""


def test_multiples_of_the_base_are_those_of_the_rfc() -> None:
    for scalar, encoded in enumerate(MULTIPLES):
        assert multiply_base(scalar).hex() == encoded
        assert multiply(scalar, BASE).hex() == encoded
    running = IDENTITY
    for encoded in MULTIPLES:
        assert running.hex() == encoded
        running = add(running, BASE)


@pytest.mark.parametrize("encoded", INVALID)
def test_invalid_encodings_of_the_rfc_are_refused(encoded: str) -> None:
    assert not is_point(bytes.fromhex(encoded))
    with pytest.raises(EncodingError):
        read_point(bytes.fromhex(encoded))


def test_one_way_map_gives_the_point_of_the_rfc() -> None:
    # RFC 9496 appendix A.3: SHA-512 of this sentence.
    uniform = hashlib.sha512(b"Ristretto is traditionally a short shot of espresso coffee").digest()
    expected = "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46"
    assert map_to_point(uniform).hex() == expected


def test_identity_is_a_point_but_not_from_outside() -> None:
    assert is_point(IDENTITY)
    with pytest.raises(EncodingError):
        read_point(IDENTITY)


def test_scalars_wrap_at_the_order() -> None:
    secret = draw_scalar()
    assert multiply_base(secret + ORDER) == multiply_base(secret)
    assert multiply_base(ORDER) == multiply(ORDER, BASE) == multiply(5, IDENTITY) == IDENTITY
    assert multiply_base(-secret) == subtract(IDENTITY, multiply_base(secret))


def test_scalar_from_outside_is_reduced_or_refused() -> None:
    assert read_scalar(write_scalar(ORDER - 1)) == ORDER - 1
    for bad in (ORDER.to_bytes(32, "little"), b"\xff" * 32, b"\0" * 31, b"\0" * 33):
        with pytest.raises(EncodingError):
            read_scalar(bad)


def test_a_point_that_was_never_checked_is_not_computed_with() -> None:
    rubbish = Point(bytes.fromhex(INVALID[0]))
    with pytest.raises(EncodingError):
        add(rubbish, BASE)
    with pytest.raises(EncodingError):
        multiply(2, rubbish)
