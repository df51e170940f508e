"""Writing a proposal in a browser, step by step, by the names of the fields."""

from collections.abc import Mapping

from playwright.sync_api import Page

PIER = {
    "what": {
        "title": "Laiturille valot ja penkki",
        "text": "Laiturin päähän tulee valo.\n\nSen viereen tulee penkki, jossa voi odottaa lauttaa.",
    },
    "why": {"why": "Illalla on pimeää.", "theme": ""},
    "where": {"area": "", "address": "Lauttalaituri", "point": "61.70120, 27.25110"},
    "attachments": {},
    "who": {"author_kind": "group", "proposer": "Lautan odottajat"},
}
"""An answer of nothing chooses the first."""


def answer_step(page: Page, answers: Mapping[str, str], act: str = "continue") -> None:
    """Fill in the open step, and go on to the page after it."""
    for name, value in answers.items():
        fields = page.locator(f"[name={name}]")
        if fields.count() > 1:
            (fields.and_(page.locator(f"[value={value}]")) if value else fields).first.check()
        elif fields.count():
            fields.fill(value)
    answered = page.url
    if answers:
        page.locator(f"button[value={act}]").click()
    else:
        page.locator("main .actions a.button").click()
    page.wait_for_url(lambda url: url != answered)


def write_to_check(page: Page, steps: Mapping[str, Mapping[str, str]] = PIER) -> None:
    """Answer every step, from the first, which is open, to the check; what is similar is no reason to stop."""
    for answers in steps.values():
        answer_step(page, answers)
        if page.url.endswith("/similar"):
            answer_step(page, {})
