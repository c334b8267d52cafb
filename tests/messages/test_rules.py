"""Which provider sends a message, which requests are refused, and which messages can be cancelled."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.errors import ImpossibleRequestError, RecipientOptedOutError, TooLateError
from bot.domain.message_transitions import TRANSITIONS
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.messages.cursor import cursor_after, read_cursor
from bot.messages.requests import MessageRequest, MessageRules
from bot.messages.rules import as_made, cancel_or_raise, checked_recipient, decide_message
from bot.messages.status import STATES, MessageStatus, status_of
from bot.storage.recipient import Recipient
from tests.builders import NOW, SENDER, WINDOW, make_person, make_text

S = OutboundState
TWILIO, TELNYX = ProviderName.TWILIO, ProviderName.TELNYX
OURS, OURS_AT_TELNYX = "+13125550100", "+13125550101"
RULES = MessageRules(senders={TWILIO: OURS, TELNYX: OURS_AT_TELNYX}, segments=3)
ID = UUID(int=1)
WINDOWS = {TWILIO: WINDOW, TELNYX: WINDOW}


def decide(*people, rules=RULES, replaced=None, **asked):
    values: dict[str, Any] = {"to": SENDER, "body": "hello", "token_name": "shop", "minutes": 60}
    decision = decide_message(
        MessageRequest(**values | asked), Recipient(people=people, replaced=replaced), rules, NOW, ID, windows=WINDOWS
    )
    return (decision.person, decision.message, *([decision.cancelled] if replaced else []))


def test_a_new_recipient_gets_the_first_provider_and_the_zone_of_their_number():
    person, text = decide()
    assert (person.id, person.provider, person.number, person.timezone) == (0, TWILIO, SENDER, "America/Chicago")
    assert not person.introduced
    assert text.kind is OutboundKind.MESSAGE
    assert (text.id, text.reminder_id, text.state, text.next_attempt_at) == (ID, None, S.WAITING, NOW)
    assert (text.to_number, text.from_number, text.body) == (SENDER, OURS, "hello")
    assert text.due_at == NOW + timedelta(hours=1)


def test_a_known_recipient_keeps_their_provider_and_zone():
    known = make_person(id=7, provider=TELNYX, timezone="Asia/Tokyo")
    person, text = decide(known, minutes=None, when="tomorrow at 9am")
    assert person is known
    assert (text.person_id, text.provider, text.from_number) == (7, TELNYX, OURS_AT_TELNYX)
    assert text.due_at.isoformat() == "2026-03-12T00:00:00+00:00"


def test_a_provider_that_sends_no_pictures_is_not_asked_to():
    rules = MessageRules(senders={ProviderName.SMSGATE: OURS})
    with pytest.raises(ImpossibleRequestError, match="smsgate sends no pictures") as raised:
        decide(rules=rules, media_urls=("https://example.com/cake.png",))
    assert raised.value.field == "media_urls"
    assert decide(rules=rules)[1].provider is ProviderName.SMSGATE


def test_of_two_conversations_the_newer_one_counts():
    older = make_person(provider=TWILIO)
    newer = make_person(provider=TELNYX, created_at=NOW + timedelta(days=1))
    assert decide(older, newer)[1].provider is TELNYX
    assert decide(older, newer, provider=TWILIO)[1].provider is TWILIO


def test_a_conversation_with_a_disabled_provider_does_not_count():
    rules = replace(RULES, senders={TELNYX: ""})
    person, text = decide(make_person(provider=TWILIO), rules=rules)
    assert (person.id, text.provider, text.from_number) == (0, TELNYX, "")


def test_without_a_configured_sender_the_number_they_texted_is_used():
    rules = replace(RULES, senders={TWILIO: ""})
    assert decide(make_person(bot_number="+13125550177"), rules=rules)[1].from_number == "+13125550177"


def test_media_urls_are_kept():
    assert decide(media_urls=("https://example.com/a.png",))[1].media_urls == ("https://example.com/a.png",)


def test_a_recipient_who_opted_out_is_refused():
    gone = make_person(opted_out_at=NOW)
    with pytest.raises(RecipientOptedOutError, match="START"):
        decide(gone)
    # the opt-out counts only for the provider where it was made
    assert decide(gone, provider=TELNYX)[1].provider is TELNYX


def test_a_conversation_that_was_opted_out_of_comes_last():
    """STOP ended both, and START brought back the one where it was texted."""
    back = make_person(provider=TWILIO)
    gone = make_person(provider=TELNYX, created_at=NOW + timedelta(days=1), opted_out_at=NOW)
    assert decide(back, gone)[1].provider is TWILIO
    with pytest.raises(RecipientOptedOutError):
        decide(back, gone, provider=TELNYX)


REFUSED = [
    ({"provider": ProviderName.SIMULATOR}, "provider"),
    ({"body": "x" * 460}, "message"),
    ({"body": "\U0001f600" * 101}, "message"),
    ({"minutes": 1e9}, "minutes"),
    ({"minutes": None}, "send_at"),
]


@pytest.mark.parametrize(("asked", "field"), REFUSED, ids=[field for _, field in REFUSED])
def test_an_impossible_request_is_refused_with_its_field(asked, field):
    with pytest.raises(ImpossibleRequestError) as caught:
        decide(**asked)
    assert caught.value.field == field


def test_the_bots_own_number_and_other_countries_are_refused():
    rules = replace(RULES, countries=frozenset({"US"}))
    assert checked_recipient(SENDER, rules) == SENDER
    for number in (OURS, "+442079460123", "312"):
        with pytest.raises(ImpossibleRequestError):
            checked_recipient(number, rules)
    assert checked_recipient("+442079460123", RULES) == "+442079460123"


def test_a_message_that_replaces_another_cancels_it():
    old = make_text(state=S.SCHEDULED, due_at=NOW + timedelta(hours=1))
    _, text, cancelled = decide(make_person(), replaced=old, replaces=old.id, minutes=120)
    assert (text.state, text.due_at) == (S.WAITING, NOW + timedelta(hours=2))
    assert (cancelled.id, cancelled.state) == (old.id, S.CANCELLING)


NOT_REPLACED = [
    (None, ImpossibleRequestError),
    (make_text(to_number="+13125550177"), ImpossibleRequestError),
    (make_text(state=S.CANCELLED), TooLateError),
    (make_text(state=S.SENT), TooLateError),
]


@pytest.mark.parametrize(("old", "error"), NOT_REPLACED)
def test_what_is_not_there_or_has_left_is_not_replaced(old, error):
    with pytest.raises(error):
        decide_message(
            MessageRequest(to=SENDER, body="hello", token_name="shop", minutes=60, replaces=ID),
            Recipient(replaced=old),
            RULES,
            NOW,
            ID,
            windows=WINDOWS,
        )


IN_AN_HOUR, IN_A_MOMENT = NOW + timedelta(hours=1), NOW + timedelta(seconds=30)

TAKEN_BACK: list[tuple[dict[str, Any], OutboundState]] = [
    ({"state": S.WAITING}, S.CANCELLED),
    ({"state": S.SCHEDULED, "due_at": IN_AN_HOUR}, S.CANCELLING),
    ({"state": S.HANDING_OVER, "scheduled_for": IN_AN_HOUR, "due_at": IN_AN_HOUR}, S.CANCELLING),
    ({"state": S.CANCELLING}, S.CANCELLING),
    ({"state": S.CANCELLED}, S.CANCELLED),
]
TOO_LATE: list[dict[str, Any]] = [
    {"state": S.HANDING_OVER, "scheduled_for": None},
    {"state": S.SCHEDULED, "due_at": IN_A_MOMENT},
    *({"state": state} for state in (S.SENT, S.DELIVERED, S.UNDELIVERED, S.FAILED)),
]


@pytest.mark.parametrize(("text", "state"), TAKEN_BACK, ids=[text["state"] for text, _ in TAKEN_BACK])
def test_a_message_that_has_not_left_is_cancelled(text, state):
    assert cancel_or_raise(make_text(**text), WINDOW, NOW).state is state


@pytest.mark.parametrize("text", TOO_LATE, ids=lambda text: text["state"])
def test_a_message_that_has_left_is_not_cancelled(text):
    with pytest.raises(TooLateError):
        cancel_or_raise(make_text(**text), WINDOW, NOW)


def test_a_message_of_a_disabled_provider_can_be_cancelled():
    assert cancel_or_raise(make_text(state=S.SCHEDULED, due_at=IN_A_MOMENT), None, NOW).state is S.CANCELLING


def test_every_state_has_one_status():
    states = [state for states in STATES.values() for state in states]
    assert sorted(states) == sorted(TRANSITIONS)
    assert status_of(make_text(state=S.CANCELLING)) is MessageStatus.SCHEDULED


def test_a_repeated_request_gets_the_first_answer():
    text = make_text()
    assert as_made(replace(text, state=S.FAILED, failure="21211")) == text


def test_a_cursor_is_read_back():
    text = make_text(created_at=NOW + timedelta(microseconds=123))
    assert read_cursor(cursor_after(text)) == (text.created_at, text.id)


@pytest.mark.parametrize("word", ["", "x", "\u00e9", "====", "MjAyNg", "a" * 199, cursor_after(make_text())[:-4]])
def test_an_invalid_cursor_is_refused(word):
    with pytest.raises(ImpossibleRequestError) as caught:
        read_cursor(word)
    assert caught.value.field == "cursor"
