"""Two officials who close the vote and publish its result, each in a browser of their own."""

import time

from pb.main.replay.plain_browser import PlainBrowser
from pb.main.replay.plan import CYCLE, ReplayError

COUNTED_WITHIN = 120.0
ADMIN = f"/en/admin/cycles/{CYCLE}"


def sign_in(browser: PlainBrowser, link: str) -> None:
    """Use a one-time sign-in link."""
    browser.open(link)
    browser.send({}, action=link.rpartition("/")[2])


def agree(first: PlainBrowser, second: PlainBrowser, stage: str, act: str) -> None:
    """Have the first official ask for an act and the second approve it."""
    first.open(ADMIN)
    first.send({}, action=f"/stages/{stage}/{act}/request")
    second.open(ADMIN)
    second.send({}, action=f"/stages/{stage}/{act}/approve")


def await_act(browser: PlainBrowser, stage: str, act: str) -> None:
    """Return once the administration page offers an act. Raises ReplayError when it takes too long."""
    deadline = time.monotonic() + COUNTED_WITHIN
    while f"/stages/{stage}/{act}/request" not in browser.open(ADMIN):
        if time.monotonic() > deadline:
            raise ReplayError(f"{stage} did not come to {act}; the administration page says why: {ADMIN}")
        time.sleep(0.5)
