"""Favourites, the map, and a round at a glance."""

from tests.support.stops.steps import ROUND
from tests.support.stops.stop import Stop

BROWSING = (
    Stop("overview", f"{ROUND}/proposals/overview", "cycles/{voting}/proposals/overview"),
    Stop("map", f"{ROUND}/proposals/map", "cycles/{proposing}/proposals/map"),
    Stop(
        "map-empty",
        f"{ROUND}/proposals/map",
        "cycles/{proposing}/proposals/map?view=61.671,27.201,61.661,27.211",
    ),
    Stop("favourites-sent", f"{ROUND}/favourites", "cycles/{voting}/favourites?numbers=1.2"),
    Stop("favourite", f"{ROUND}/favourites/{{number}}", "cycles/{voting}/favourites/1"),
)
