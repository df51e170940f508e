"""A voting code as it was issued to one resident, on its way to paper."""

from dataclasses import dataclass, field

from pb.kernel.ids import AreaId


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code to be printed in one resident's letter. Never kept, and hidden where values are printed."""

    reference: str
    area: AreaId | None
    code: str = field(repr=False)
