"""The state machine of an outbound message."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import message_state
from bot.domain.errors import (
    AlreadyAcceptedError,
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.identical_messages import behind_identical
from bot.domain.message_state import Call, claim, next_call
from bot.domain.message_transitions import TRANSITIONS
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.retry_delays import retry_delay_seconds
from tests.builders import NOW, WINDOW, make_text

S = OutboundState

BEGINNINGS = [
    # seconds ahead, state, send time given to the provider (seconds ahead), next attempt (seconds ahead)
    (0, S.HANDING_OVER, None, 60),
    (-5, S.HANDING_OVER, None, 60),
    (1, S.WAITING, None, 1),
    (899, S.WAITING, None, 899),
    (900, S.HANDING_OVER, 900, 60),
    (7200, S.HANDING_OVER, 7200, 60),
    (30 * 86400, S.HANDING_OVER, 30 * 86400, 60),
    (30 * 86400 + 1, S.WAITING, None, 5 * 86400 + 1),
    (400 * 86400, S.WAITING, None, 375 * 86400),
    (-300, S.HANDING_OVER, None, 60),
    (-301, S.WAITING, None, 60),  # overdue: must say when it was due
]


@pytest.mark.parametrize(("ahead", "state", "scheduled_ahead", "attempt_ahead"), BEGINNINGS)
def test_a_waiting_message_is_claimed_by_its_distance_to_the_window(ahead, state, scheduled_ahead, attempt_ahead):
    text = claim(make_text(due_at=NOW + timedelta(seconds=ahead)), WINDOW, NOW)
    assert text.state is state
    assert text.scheduled_for == (None if scheduled_ahead is None else NOW + timedelta(seconds=scheduled_ahead))
    assert text.next_attempt_at == (None if attempt_ahead is None else NOW + timedelta(seconds=attempt_ahead))


def test_a_late_reminder_that_says_so_is_sent_within_the_late_limit():
    late = make_text(due_at=NOW - timedelta(hours=24), says_due=True)
    assert claim(late, WINDOW, NOW).state is S.HANDING_OVER
    assert claim(late, WINDOW, NOW + timedelta(seconds=1)).state is S.FAILED
    assert claim(late, WINDOW, NOW + timedelta(seconds=1), timedelta(days=2)).state is S.HANDING_OVER


EXPIRY = [
    # kind, state, minutes late, whether the provider has idempotency keys, state once it is claimed
    (OutboundKind.REPLY, S.WAITING, 9, False, S.HANDING_OVER),
    (OutboundKind.REPLY, S.WAITING, 11, False, S.FAILED),
    (OutboundKind.REPLY, S.HANDING_OVER, 11, True, S.FAILED),
    (OutboundKind.REPLY, S.HANDING_OVER, 11, False, S.HANDING_OVER),  # searched: that sends nothing
    (OutboundKind.MESSAGE, S.WAITING, 24 * 60, False, S.HANDING_OVER),
    (OutboundKind.MESSAGE, S.WAITING, 24 * 60 + 1, False, S.FAILED),
    (OutboundKind.MESSAGE, S.HANDING_OVER, 24 * 60 + 1, True, S.FAILED),
    # A reminder is reported as missed by the follow-up.
    (OutboundKind.REMINDER, S.WAITING, 24 * 60 + 1, False, S.WAITING),
    (OutboundKind.REMINDER, S.HANDING_OVER, 24 * 60 + 1, True, S.HANDING_OVER),
]


@pytest.mark.parametrize(("kind", "state", "minutes", "has_keys", "claimed"), EXPIRY)
def test_a_message_expires_in_every_state(kind, state, minutes, has_keys, claimed):
    text = make_text(kind=kind, state=state, due_at=NOW - timedelta(minutes=minutes), failure="http 500")
    after = claim(text, WINDOW, NOW, supports_idempotency_keys=has_keys)
    assert after.state is claimed
    if claimed is S.FAILED:
        assert (after.failure, after.next_attempt_at) == ("too late to send; http 500", None)


OVERDUE = [
    # state, whether its outcome is unknown, whether the provider has idempotency keys, whether its words may change
    (S.WAITING, False, False, True),
    (S.HANDING_OVER, True, True, True),
    (S.HANDING_OVER, True, False, False),  # it is searched by its words
    (S.HANDING_OVER, False, True, False),  # its call is in flight
    (S.SCHEDULED, False, True, False),
    (S.CANCELLING, True, True, False),
]


@pytest.mark.parametrize(("state", "is_unknown", "has_keys", "expected"), OVERDUE)
def test_a_reminder_is_overdue_while_its_words_may_change(state, is_unknown, has_keys, expected):
    text = make_text(state=state, outcome_unknown=is_unknown, due_at=NOW - timedelta(minutes=6))
    assert message_state.is_overdue(text, NOW, supports_idempotency_keys=has_keys) is expected


def test_a_kept_message_is_sent_at_its_time():
    kept = claim(make_text(due_at=NOW + timedelta(seconds=300)), WINDOW, NOW)
    assert kept.next_attempt_at is not None
    sent = claim(kept, WINDOW, kept.next_attempt_at)
    assert next_call(sent, supports_idempotency_keys=False) is Call.SEND


def test_a_far_message_is_scheduled_once_it_fits_the_window():
    far = claim(make_text(due_at=NOW + timedelta(days=100)), WINDOW, NOW)
    assert far.next_attempt_at is not None
    assert next_call(claim(far, WINDOW, far.next_attempt_at), supports_idempotency_keys=False) is Call.SCHEDULE


def test_an_ended_lease_means_a_lost_answer():
    text = claim(make_text(state=S.HANDING_OVER, scheduled_for=NOW, handed_over_at=NOW), WINDOW, NOW)
    assert text.outcome_unknown
    assert next_call(text, supports_idempotency_keys=False) is Call.FIND
    assert next_call(text, supports_idempotency_keys=True) is Call.SCHEDULE


CALLS = [
    (make_text(state=S.CANCELLING, provider_message_id="SM9"), False, Call.CANCEL),
    (make_text(state=S.CANCELLING, scheduled_for=NOW), False, Call.FIND),
    (make_text(state=S.CANCELLING, scheduled_for=NOW), True, Call.SCHEDULE),
    (make_text(state=S.SCHEDULED, provider_message_id="SM9"), False, Call.FETCH),
    (make_text(state=S.WAITING), False, Call.NONE),
    (make_text(state=S.DELIVERED), False, Call.NONE),
]


@pytest.mark.parametrize(("text", "supports_idempotency_keys", "call"), CALLS)
def test_the_next_call_follows_from_the_state(text, supports_idempotency_keys, call):
    assert next_call(text, supports_idempotency_keys=supports_idempotency_keys) is call


def handing_over(**changes) -> OutboundMessage:
    text = make_text(
        state=S.HANDING_OVER,
        scheduled_for=NOW + timedelta(hours=2),
        handed_over_at=NOW,
        attempts=1,
        next_attempt_at=NOW + timedelta(seconds=60),
    )
    return replace(text, **changes)


ERRORS: list[tuple[ProviderError, OutboundState, bool]] = [
    # error, state after it, whether there is a next attempt
    (TemporaryProviderError("429", retry_after_seconds=7), S.WAITING, True),
    (ProviderSetupError("20003"), S.WAITING, True),
    (OutOfWindowError("35114"), S.WAITING, True),
    (OutcomeUnknownError("http 500"), S.HANDING_OVER, True),
    (OptedOutError("21610"), S.FAILED, False),
    (PermanentProviderError("21211"), S.FAILED, False),
]


@pytest.mark.parametrize(("error", "state", "again"), ERRORS)
def test_the_state_after_an_error(error, state, again):
    text = message_state.after_error(handing_over(), Call.SCHEDULE, error, NOW, 0.5)
    assert text.state is state
    assert (text.next_attempt_at is not None) is again
    assert text.failure == str(error)


def test_an_out_of_window_message_is_sent_by_the_bot_at_its_time():
    text = message_state.after_error(handing_over(), Call.SCHEDULE, OutOfWindowError("35114"), NOW, 0.5)
    assert text.next_attempt_at == text.due_at


def test_retry_after_is_honoured_and_back_off_is_capped():
    asked = TemporaryProviderError("429", retry_after_seconds=42)
    assert retry_delay_seconds(1, asked, 0.0) == 42
    plain = TemporaryProviderError("503")
    delays = [retry_delay_seconds(attempts, plain, 0.5) for attempts in range(1, 30)]
    assert delays == sorted(delays)
    assert delays[:10] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert delays[19:] == [300, 600, 1200, *[1800] * 7]
    setup = ProviderSetupError("20003")
    minutes = [retry_delay_seconds(attempts, setup, 0.5) / 60 for attempts in range(1, 8)]
    assert minutes == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize(
    ("error", "seconds"),
    [(TemporaryProviderError("503"), 90), (TemporaryProviderError("429", retry_after_seconds=200), 200.5)],
)
def test_no_back_off_passes_the_due_time(error, seconds):
    text = handing_over(due_at=NOW + timedelta(seconds=90), attempts=15)
    after = message_state.after_error(text, Call.SCHEDULE, error, NOW, 0.5)
    assert after.next_attempt_at == NOW + timedelta(seconds=seconds)


def test_searches_after_lost_answers_back_off():
    text, delays = handing_over(), []
    for _ in range(12):
        text = message_state.after_error(text, Call.SCHEDULE, OutcomeUnknownError("time-out"), NOW, 0.5)
        assert text.next_attempt_at is not None
        delays.append((text.next_attempt_at - NOW).total_seconds())
    assert delays == sorted(delays)
    assert delays[-1] == 300


def test_a_message_cancelled_during_its_hand_over_is_cancelled_once_its_id_is_known():
    text = message_state.cancel_message(handing_over(), NOW)
    assert text.state is S.CANCELLING
    text = message_state.after_accepted(text, "SM9", NOW)
    assert (text.state, text.next_attempt_at) == (S.CANCELLING, NOW)
    assert next_call(text, supports_idempotency_keys=False) is Call.CANCEL


@pytest.mark.parametrize(("has_keys", "scheduled_for", "call"), [
    (True, None, Call.NONE),
    (True, NOW, Call.SCHEDULE),
    (False, None, Call.FIND),
    (False, NOW, Call.FIND),
])  # fmt: skip
def test_a_cancelled_message_that_may_have_left_is_not_sent_again(has_keys, scheduled_for, call):
    text = make_text(state=S.CANCELLING, outcome_unknown=True, scheduled_for=scheduled_for)
    claimed = claim(text, WINDOW, NOW, supports_idempotency_keys=has_keys)
    assert next_call(claimed, supports_idempotency_keys=has_keys) is call
    assert (claimed.state is S.FAILED) is (call is Call.NONE)
    assert claimed.outcome_unknown


def test_a_message_cancelled_while_its_call_fails_is_cancelled():
    text = message_state.cancel_message(handing_over(), NOW)
    refused = message_state.after_error(text, Call.SCHEDULE, TemporaryProviderError("429"), NOW, 0.5)
    assert refused.state is S.CANCELLED


@pytest.mark.parametrize("error", [TemporaryProviderError("429"), ProviderSetupError("10009")])
@pytest.mark.parametrize("state", [S.HANDING_OVER, S.CANCELLING])
def test_a_temporary_error_does_not_resolve_an_unknown_outcome(state, error):
    lost = claim(handing_over(state=state), WINDOW, NOW)
    assert lost.outcome_unknown
    again = message_state.after_error(lost, Call.SCHEDULE, error, NOW, 0.5)
    assert (again.state, again.outcome_unknown) == (state, True)
    assert again.next_attempt_at is not None
    assert again.next_attempt_at > NOW


@pytest.mark.parametrize("error", [OutOfWindowError("35114"), PermanentProviderError("40302")])
def test_a_permanent_error_resolves_an_unknown_outcome(error):
    lost = claim(handing_over(), WINDOW, NOW)
    assert message_state.after_error(lost, Call.SCHEDULE, error, NOW, 0.5).state in (S.WAITING, S.FAILED)
    cancelled = claim(handing_over(state=S.CANCELLING), WINDOW, NOW)
    assert message_state.after_error(cancelled, Call.SCHEDULE, error, NOW, 0.5).state is S.CANCELLED


def test_a_message_not_found_is_handed_over_again_only_after_a_while():
    text = handing_over(outcome_unknown=True)
    soon = message_state.after_not_found(text, NOW + timedelta(seconds=1))
    assert soon.state is S.HANDING_OVER
    # The call may have lasted as long as its lease, and the provider's list is half a minute behind.
    assert message_state.after_not_found(text, NOW + message_state.LEASE).state is S.HANDING_OVER
    later = message_state.after_not_found(text, NOW + message_state.FIND_FOR)
    assert (later.state, later.outcome_unknown) == (S.WAITING, False)


def test_a_clock_set_back_does_not_prolong_the_search():
    now = NOW - timedelta(hours=3)
    sought = message_state.after_not_found(handing_over(outcome_unknown=True), now)
    assert sought.state is S.HANDING_OVER
    assert message_state.after_not_found(sought, now + message_state.FIND_FOR).state is S.WAITING


def test_a_late_cancel_is_given_up_only_after_several_attempts():
    text = make_text(state=S.CANCELLING, provider_message_id="SM9", due_at=NOW - timedelta(days=5))
    error, tries = TemporaryProviderError("503"), 0
    while text.state is S.CANCELLING:
        text, tries = message_state.after_error(claim(text, WINDOW, NOW), Call.CANCEL, error, NOW, 0.5), tries + 1
    assert (text.state, tries) == (S.FAILED, message_state.MIN_CALLS + 1)
    assert text.outcome_unknown
    assert text.failure_reported, "a notice says that it may have come"


def test_a_cancel_outlasts_an_outage_of_three_days():
    text = make_text(state=S.CANCELLING, provider_message_id="SM9", due_at=NOW - timedelta(days=3), attempts=200)
    assert message_state.after_error(text, Call.CANCEL, TemporaryProviderError("503"), NOW, 0.5).state is S.CANCELLING


@pytest.mark.parametrize(("due_in", "state"), [(1, S.CANCELLED), (0, S.FAILED), (-90_000, S.FAILED)])
def test_what_the_provider_neither_cancels_nor_shows_may_have_left_once_it_was_due(due_in, state):
    text = make_text(state=S.CANCELLING, provider_message_id="SM9", due_at=NOW + timedelta(seconds=due_in))
    after = message_state.after_vanished(text, NOW)
    assert (after.state, after.outcome_unknown, after.next_attempt_at) == (state, state is S.FAILED, None)


@pytest.mark.parametrize(("state", "is_known"), [(S.SENT, True), (S.DELIVERED, True), (S.FAILED, False), (None, False)])
def test_a_late_receipt_says_that_a_message_given_up_came_after_all(state, is_known):
    given_up = message_state.after_expiry(handing_over(outcome_unknown=True))
    assert (given_up.state, given_up.outcome_unknown, given_up.failure_reported) == (S.FAILED, True, False)
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="SM9", state=state)
    assert message_state.after_receipt(given_up, receipt).failure_reported is is_known
    never_left = replace(given_up, outcome_unknown=False)
    assert not message_state.after_receipt(never_left, receipt).failure_reported


@pytest.mark.parametrize("call", [Call.FIND, Call.SCHEDULE, Call.SEND])
def test_a_cancel_whose_message_was_never_found_is_given_up_too(call):
    text, tries = make_text(state=S.CANCELLING, outcome_unknown=True, due_at=NOW - timedelta(days=5)), 0
    while text.state is S.CANCELLING:
        text = message_state.after_error(claim(text, WINDOW, NOW), call, OutcomeUnknownError("http 500"), NOW, 0.5)
        tries += 1
    assert (text.state, tries) == (S.FAILED, message_state.MIN_CALLS + 1)


def test_a_poll_ends_when_the_provider_has_not_sent_the_message_a_day_later():
    text = make_text(state=S.SCHEDULED, provider_message_id="SM9", due_at=NOW)
    still_there = Receipt(provider=ProviderName.TWILIO, provider_message_id="SM9", state=None)
    before, after = (NOW + message_state.POLL_UNTIL + timedelta(seconds=seconds) for seconds in (-1, 1))
    assert message_state.after_poll(text, still_there, before).next_attempt_at == before + message_state.POLL_INTERVAL
    ended = message_state.after_poll(text, still_there, after)
    assert (ended.state, ended.failure, ended.failure_reported) == (S.FAILED, "the provider has not sent it", False)


@pytest.mark.parametrize("error", [TemporaryProviderError("503"), PermanentProviderError("40303")])
def test_a_failing_poll_is_given_up_only_after_several_attempts(error):
    """The provider agreed to send the message, and nothing says that it did not."""
    text, tries = make_text(state=S.SCHEDULED, provider_message_id="SM9", due_at=NOW - timedelta(days=3)), 0
    while text.state is S.SCHEDULED:
        text, tries = message_state.after_error(claim(text, WINDOW, NOW), Call.FETCH, error, NOW, 0.5), tries + 1
    assert (text.state, text.failure, tries) == (S.SENT, f"no report; {error}", message_state.MIN_CALLS + 1)


@pytest.mark.parametrize("state", [S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELLED])
@pytest.mark.parametrize(
    "error", [TemporaryProviderError("429"), OutcomeUnknownError("503"), ProviderSetupError("401")]
)
@pytest.mark.parametrize("call", [Call.SCHEDULE, Call.SEND, Call.FIND, Call.CANCEL, Call.FETCH])
def test_an_error_that_a_receipt_has_overtaken_changes_nothing(state, error, call):
    text = make_text(state=state, next_attempt_at=None, provider_message_id="SM9")
    assert message_state.after_error(text, call, error, NOW, 0.5) == text


def test_a_key_that_was_used_with_other_words_means_that_the_message_was_sent():
    text = handing_over(outcome_unknown=True, says_due=True)
    after = message_state.after_error(text, Call.SEND, AlreadyAcceptedError("10027"), NOW, 0.5)
    assert (after.state, after.next_attempt_at, after.failure) == (S.SENT, None, None)


def test_a_plain_send_that_is_refused_for_its_time_is_not_repeated_at_once():
    text = handing_over(scheduled_for=None, due_at=NOW)
    after = message_state.after_error(text, Call.SEND, OutOfWindowError("35114"), NOW, 0.5)
    assert (after.state, after.next_attempt_at) == (S.WAITING, NOW + timedelta(seconds=1))


def test_a_cancel_that_comes_too_late_does_not_end_as_cancelled():
    text = make_text(state=S.CANCELLING, provider_message_id="SM9")
    still_there = Receipt(provider=ProviderName.TWILIO, provider_message_id="SM9", state=None)
    assert message_state.after_refused_cancel(text, still_there).state is S.SCHEDULED
    assert message_state.after_refused_cancel(text, replace(still_there, state=S.SENT)).state is S.SENT
    gone = message_state.after_error(text, Call.CANCEL, NotCancellableError("20404"), NOW, 0.5)
    assert gone.state is S.CANCELLED


def test_a_failed_cancel_is_retried():
    text = make_text(state=S.CANCELLING, provider_message_id="SM9")
    again = message_state.after_error(text, Call.CANCEL, TemporaryProviderError("503"), NOW, 0.5)
    assert again.state is S.CANCELLING
    assert again.next_attempt_at is not None
    assert again.next_attempt_at > NOW


RECEIPTS = [
    (S.SCHEDULED, S.SENT, S.SENT),
    (S.SENT, S.DELIVERED, S.DELIVERED),
    (S.DELIVERED, S.SENT, S.DELIVERED),
    (S.UNDELIVERED, S.DELIVERED, S.UNDELIVERED),
    (S.CANCELLED, S.SENT, S.CANCELLED),
    (S.CANCELLING, S.SENT, S.SENT),
    (S.HANDING_OVER, S.SENT, S.SENT),
    (S.SENT, None, S.SENT),
]


@pytest.mark.parametrize(("before", "reported", "after"), RECEIPTS)
def test_receipts_only_move_a_message_forward(before, reported, after):
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="SM9", state=reported)
    revised = message_state.after_receipt(make_text(state=before), receipt)
    assert revised.state is after
    assert revised.provider_message_id == "SM9"


def test_an_answer_overtaken_by_its_receipt_changes_nothing():
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="SM9", state=S.DELIVERED)
    text = message_state.after_receipt(handing_over(scheduled_for=None), receipt)
    assert message_state.after_accepted(text, "SM9", NOW).state is S.DELIVERED


def test_a_message_within_the_cancel_limit_is_too_late_to_cancel():
    near = make_text(state=S.SCHEDULED, due_at=NOW + timedelta(seconds=59))
    assert message_state.is_too_late_to_cancel(near, WINDOW, NOW)
    assert not message_state.is_too_late_to_cancel(replace(near, due_at=NOW + timedelta(seconds=60)), WINDOW, NOW)
    assert not message_state.is_too_late_to_cancel(replace(near, state=S.WAITING), WINDOW, NOW)


def test_a_reply_is_sent_at_once():
    reply = make_text(kind=OutboundKind.REPLY, due_at=NOW)
    assert next_call(claim(reply, WINDOW, NOW), supports_idempotency_keys=True) is Call.SEND


ANY_ERROR = st.sampled_from([error for error, _, _ in ERRORS] + [NotCancellableError("30409")])
ANY_RECEIPT = st.sampled_from([None, S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELLED])


@given(
    state=st.sampled_from(list(OutboundState)),
    call=st.sampled_from([Call.SCHEDULE, Call.SEND, Call.FIND, Call.CANCEL, Call.FETCH]),
    error=ANY_ERROR,
    reported=ANY_RECEIPT,
    ahead=st.integers(-100_000, 10_000_000),
)
def test_every_change_is_an_allowed_transition(state, call, error, reported, ahead):
    text = make_text(state=state, due_at=NOW + timedelta(seconds=ahead), provider_message_id="SM9", scheduled_for=NOW)
    receipt = Receipt(provider=ProviderName.TWILIO, provider_message_id="SM9", state=reported)
    in_flight = state in (S.HANDING_OVER, S.CANCELLING)
    outcomes = [
        claim(text, WINDOW, NOW),
        message_state.cancel_message(text, NOW),
        message_state.after_receipt(text, receipt),
        message_state.after_accepted(text, "SM9", NOW),
    ]
    if in_flight and call in (Call.SCHEDULE, Call.SEND, Call.FIND):
        outcomes += [message_state.after_error(text, call, error, NOW, 0.5), message_state.after_not_found(text, NOW)]
    if state is S.CANCELLING:
        outcomes += [
            message_state.after_error(text, Call.CANCEL, error, NOW, 0.5),
            message_state.after_refused_cancel(text, receipt),
        ]
    for outcome in outcomes:
        assert outcome.state is state or outcome.state in TRANSITIONS[state]
        if not TRANSITIONS[outcome.state]:
            assert outcome.next_attempt_at is None or outcome.next_attempt_at == text.next_attempt_at


BEHIND = [
    (S.HANDING_OVER, Call.SCHEDULE, S.WAITING, 2),
    (S.HANDING_OVER, Call.SEND, S.WAITING, 2),
    (S.HANDING_OVER, Call.FIND, S.HANDING_OVER, 3),
    (S.CANCELLING, Call.FIND, S.CANCELLING, 3),
    (S.CANCELLING, Call.SCHEDULE, S.CANCELLING, 3),  # cancelled meanwhile
]


@pytest.mark.parametrize(("state", "call", "after", "attempts"), BEHIND)
def test_a_message_waits_for_an_identical_one_in_flight(state, call, after, attempts):
    waiting = make_text(state=state, attempts=3, outcome_unknown=True)
    text = behind_identical(waiting, call, make_text(state=S.HANDING_OVER), NOW)
    assert (text.state, text.attempts, text.outcome_unknown) == (after, attempts, True)


LOOKS_AGAIN = [
    # tried in, whether its answer was lost, looks again in
    (60, False, 1),  # leased for a call, which usually ends at once
    (1, True, 15),  # searched again in a second, and for half a minute
    (60, True, 15),
    (61, True, 61),  # tried again in a while
    (1800, True, 1800),  # the provider is down
    (0, True, 5),  # due, but not claimed yet
    (-3600, True, 5),  # broken
    (None, True, 5),
]


@pytest.mark.parametrize(("tried_in", "is_lost", "looks_in"), LOOKS_AGAIN)
def test_it_looks_again_when_the_identical_message_may_have_been_handed_over(tried_in, is_lost, looks_in):
    tried_at = None if tried_in is None else NOW + timedelta(seconds=tried_in)
    identical = make_text(state=S.HANDING_OVER, outcome_unknown=is_lost, next_attempt_at=tried_at)
    text = behind_identical(make_text(state=S.CANCELLING), Call.FIND, identical, NOW)
    assert text.next_attempt_at == NOW + timedelta(seconds=looks_in)
