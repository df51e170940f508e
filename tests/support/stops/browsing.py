"""Favourites, and a round at a glance."""

from tests.support.stops.steps import ROUND
from tests.support.stops.stop import Stop

BROWSING = (
    Stop("overview", f"{ROUND}/proposals/overview", "cycles/{voting}/proposals/overview"),
    Stop("favourites-sent", f"{ROUND}/favourites", "cycles/{voting}/favourites?numbers=1.2"),
    Stop("favourite", f"{ROUND}/favourites/{{number}}", "cycles/{voting}/favourites/1"),
)
