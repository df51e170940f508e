"""Whatever officials report: nothing is done without a day and its cost, and nothing told is ever lost."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pb.kernel.ids import AccountId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from voting.core.delivery.progress import (
    STALE,
    Delivery,
    DeliveryState,
    Progress,
    Report,
    check_progress,
)

TODAY = date(2028, 5, 2)
NOW = datetime(2028, 5, 2, 9, tzinfo=UTC)
PROJECT = ProjectId("7")

texts = st.builds(LocalizedText, st.sampled_from(["", "Syy"]), st.sampled_from(["", "Orsak"]), st.just(""))
progresses = st.builds(
    Progress,
    st.sampled_from(DeliveryState),
    st.none() | st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days)),
    st.none() | st.integers(0, 10**7).map(Cents),
    texts,
)


def report(delivery: Delivery, progress: Progress, days_ago: int = 0) -> Delivery:
    """Add a report if it may be published, as the service does."""
    if check_progress(progress, delivery, has_money=True, today=TODAY):
        return delivery
    made = Report(
        PROJECT, delivery.version + 1, progress, AccountId("aino"), "Parks", NOW - timedelta(days=days_ago)
    )
    return Delivery(PROJECT, (*delivery.reports, made))


@given(st.lists(progresses, max_size=12))
def test_no_sequence_of_reports_hides_a_cost_or_a_reason(wishes: list[Progress]) -> None:
    delivery = Delivery(PROJECT)
    for wish in wishes:
        before = delivery
        delivery = report(delivery, wish)
        assert delivery.reports[: len(before.reports)] == before.reports
        now = delivery.progress
        if now.state is DeliveryState.DONE:
            assert now.finish is not None
            assert now.finish <= TODAY
            assert now.cost is not None
        if now.state is DeliveryState.CANCELLED:
            assert now.reason.fi
            assert now.reason.sv
        if len(delivery.reports) > len(before.reports) and before.progress.finish and now.finish:
            assert now.finish <= before.progress.finish or (now.reason.fi and now.reason.sv)
    assert [one.version for one in delivery.reports] == list(range(1, len(delivery.reports) + 1))


def test_silence_is_noticed_after_ninety_days_and_never_after_the_end() -> None:
    silent = Delivery(PROJECT)
    assert not silent.is_stale(NOW - STALE, NOW)
    assert silent.is_stale(NOW - STALE - timedelta(seconds=1), NOW)
    told = report(silent, Progress(DeliveryState.BUILDING), days_ago=91)
    assert told.is_stale(NOW - timedelta(days=400), NOW)
    done = report(told, Progress(DeliveryState.DONE, TODAY, Cents(0)), days_ago=91)
    assert done.progress.state is DeliveryState.DONE
    assert not done.is_stale(NOW - timedelta(days=400), NOW)


def test_delay_is_counted_from_the_first_promise() -> None:
    first = report(Delivery(PROJECT), Progress(finish=TODAY))
    assert not first.is_delayed
    reason = LocalizedText("Syy", "Orsak")
    late = report(first, Progress(finish=TODAY + timedelta(days=9), reason=reason))
    assert late.is_delayed
    assert report(late, Progress(finish=TODAY + timedelta(days=8))).is_delayed
