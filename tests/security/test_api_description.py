"""Requests made from the interface's own description, sound and odd: no 5xx, and every answer as described.

The rounds hold proposals, a project and a published result, so that every form is met with something in it.
"""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from tests.support.four_rounds import PUBLISHED, VOTING
from tests.support.visitors import ADDRESS, Town

EXAMPLES = 20
TOO_LONG = 414
ROUNDS = some.sampled_from([PUBLISHED, VOTING])


@pytest.mark.parametrize(
    ("mode", "expected"), [(GenerationMode.POSITIVE, 200), (GenerationMode.NEGATIVE, 400)]
)
def test_every_answer_is_as_described(town: Town, mode: GenerationMode, expected: int) -> None:
    described = schemathesis.openapi.from_dict(json.loads(town.client.get("/api/v1/openapi.json").text))
    statuses: set[int] = set()
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == 7
    is_sound = mode is GenerationMode.POSITIVE
    for operation in operations:
        if not is_sound and not any(operation.iter_parameters()):
            continue  # nothing that could be odd

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(some.data())
        def ask(data: some.DataObject) -> None:
            case = data.draw(operation.as_strategy(generation_mode=mode))  # noqa: B023 # asked below, at once
            if is_sound and "cycle" in case.path_parameters and data.draw(some.booleans()):
                case.path_parameters["cycle"] = data.draw(ROUNDS)
            request = case.as_transport_kwargs(base_url=ADDRESS)
            request.pop("cookies", None)  # the interface reads none
            answer = town.client.request(**request)
            if answer.status_code != TOO_LONG:  # a refusal of the address, which the checks don't know as one
                case.validate_response(answer)
            statuses.add(answer.status_code)

        ask()
    assert expected in statuses
    assert max(statuses) < 500
