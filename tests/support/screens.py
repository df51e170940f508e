"""Screens for tests: one of 55 inches seen from two metres, and its address at an application."""

from dataclasses import replace
from datetime import datetime

from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.main.kiosk.address import make_device
from pb.storage.screens import Screen, ScreenId, add_screen
from tests.support.visitors import Town

LYING = Screen(
    ScreenId("aabbccdd"), "Library", "The hall", (Language.FI, Language.SV), 1218, 685, 2000, "08:00", "20:00"
)
UPRIGHT = replace(LYING, id=ScreenId("00112233"), width_mm=685, height_mm=1218)


def place_screen(town: Town, screen: Screen = LYING, cycle: str | None = None) -> str:
    """Register a screen in a town and return its address below the host."""
    with town.database.write() as work:
        add_screen(work, replace(screen, cycle_id=CycleId(cycle) if cycle else None), town.clock.now())
        work.commit()
    return f"/kiosk/{make_device(town.client.app.state.toolkit.secret, screen.id)}"


def quarter(moment: datetime) -> datetime:
    """Return the beginning of the quarter of an hour that a moment is in."""
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
