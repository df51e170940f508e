"""What happened next: for everybody, and for the officials who tell it."""

from tests.support.stops.steps import ADMIN, ROUND, press
from tests.support.stops.stop import Stop

DELIVERIES = (
    Stop("delivery", f"{ROUND}/projects", "cycles/{finished}/projects"),
    Stop(
        "delivery-none-found", f"{ROUND}/projects", "cycles/{finished}/projects?state=preparing&area=keskusta"
    ),
    Stop("delivery-early", f"{ROUND}/projects", "cycles/{voting}/projects"),
    Stop("delivery-done", f"{ROUND}/projects/{{project}}", "cycles/{finished}/projects/{delivered}"),
    Stop("delivery-late", f"{ROUND}/projects/{{project}}", "cycles/{finished}/projects/{delayed}"),
    Stop("delivery-cancelled", f"{ROUND}/projects/{{project}}", "cycles/{finished}/projects/{dropped}"),
    Stop("areas", "/areas", "areas"),
    Stop("area", "/areas/{area}", "areas/keskusta"),
    Stop("yearly", "/yearly", "yearly"),
    Stop("delivery-worklist", f"{ADMIN}/projects", "admin/cycles/{finished}/projects", "official"),
    Stop(
        "delivery-report",
        f"{ADMIN}/projects/{{project}}",
        "admin/cycles/{finished}/projects/{delivered}",
        "official",
    ),
    Stop(
        "delivery-photo-faulty",
        f"{ADMIN}/projects/{{project}}",
        "admin/cycles/{finished}/projects/{delivered}",
        "official",
        422,
        (press("form[action$='/photos'] button"),),
    ),
)
