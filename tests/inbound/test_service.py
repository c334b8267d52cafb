"""The decision on a text as a whole, and its single unit of work."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.changes import PersonContext
from bot.domain.errors import StorageError
from bot.domain.model import Memory, OutboundKind, OutboundState, ProviderName, ReminderState
from bot.domain.sms_segments import is_gsm7, segments
from bot.domain.text import printable
from bot.inbound.apology import apologise
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.runtime.metrics import Metrics
from bot.storage.protocol import ConversationStore
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, WINDOW, make_inbound, make_person, make_reminder, make_text, no_hurry, numbered_ids
from tests.fakes.changes import changes_for
from tests.fakes.set_clock import SetClock

POLICY = BotPolicy(
    providers={
        ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True),
        ProviderName.TELNYX: ProviderTraits(window=WINDOW, answers_in_webhook=False),
    },
    default_timezone="UTC",
)


def decided(body, *reminders, outbound=(), provider=ProviderName.TWILIO):
    person_context = PersonContext(person=make_person(provider=provider), reminders=reminders, outbound=outbound)
    return changes_for(make_inbound(body, provider=provider), person_context, POLICY, NOW, numbered_ids())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("call mom", "call mom"),
        ("a\x00b\x1b\x7f\x85c", "abc"),
        ("a\nb\tc", "a\nb\tc"),
        ("caf\u00e9 \U0001f600 \u05e9", "caf\u00e9 \U0001f600 \u05e9"),
        ("half \ud83d", "half ?"),
    ],
)
def test_characters_that_cannot_be_stored_are_removed(text, kept):
    assert printable(text) == kept


def test_a_new_reminder_has_its_message_planned():
    saved = decided("remind me in 2 hours to call mom")
    (reminder,), (text,) = saved.reminders, saved.outbound
    assert (text.reminder_id, text.due_at, text.state) == (reminder.id, reminder.due_at, OutboundState.WAITING)
    assert (text.next_attempt_at, reminder.next_check_at) == (NOW, reminder.due_at)


def test_a_reply_by_the_api_is_an_outbound_message():
    saved = decided("list", provider=ProviderName.TELNYX)
    (reply,) = saved.outbound
    assert (reply.kind, reply.body, reply.due_at) == (OutboundKind.REPLY, saved.reply, NOW)
    assert decided("list").outbound == ()


def test_the_reply_comes_from_the_number_that_was_texted():
    person_context = PersonContext(person=make_person(bot_number="+13125550101"))
    saved = changes_for(make_inbound("remind me in 2 hours to x"), person_context, POLICY, NOW, numbered_ids())
    assert saved.person.bot_number == saved.outbound[0].from_number == make_inbound("x").to_number


def test_a_text_that_names_no_number_leaves_the_sender_as_it_was():
    person_context = PersonContext(person=make_person(provider=ProviderName.TELNYX, bot_number="+13125550101"))
    group = make_inbound("list", provider=ProviderName.TELNYX, to_number="")
    saved = changes_for(group, person_context, POLICY, NOW, numbered_ids())
    assert {saved.person.bot_number, saved.outbound[0].from_number} == {"+13125550101"}


def test_an_apology_comes_from_the_number_in_the_settings():
    traits = ProviderTraits(window=WINDOW, answers_in_webhook=False, number="+13125550101")
    policy = replace(POLICY, providers={ProviderName.TELNYX: traits})
    group = make_inbound("list", provider=ProviderName.TELNYX, to_number="+13125550111")
    (message,) = apologise(group, policy, NOW, numbered_ids()).messages
    assert message.from_number == "+13125550101"


def test_deleting_cancels_every_planned_message():
    reminder = make_reminder(rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None))
    texts = tuple(
        make_text(reminder_id=reminder.id, due_at=NOW + timedelta(days=day), state=state)
        for day, state in ((1, OutboundState.SCHEDULED), (2, OutboundState.WAITING))
    )
    saved = decided("delete 1", reminder, outbound=texts)
    assert [text.state for text in saved.outbound] == [OutboundState.CANCELLING, OutboundState.CANCELLED]
    assert saved.reminders[0].state is ReminderState.CANCELLED


def test_a_reminder_about_to_leave_is_not_called_deleted():
    reminder = make_reminder(due_at=NOW + timedelta(seconds=30))
    text = make_text(reminder_id=reminder.id, due_at=reminder.due_at, state=OutboundState.SCHEDULED)
    saved = decided("delete 1", reminder, outbound=(text,))
    assert saved.reply == "Too late for 1: it's already on its way."
    assert saved.outbound == ()


def test_a_sent_reminder_is_not_listed_and_its_number_is_free():
    gone = make_reminder(due_at=NOW)
    saved = decided("list", gone)
    assert "no reminders" in (saved.reply or "")
    assert [(one.id, one.state) for one in saved.reminders] == [(gone.id, ReminderState.DONE)]
    again = decided("remind me in 2 hours to pay rent", gone)
    assert [one.number for one in again.reminders if one.state is ReminderState.OPEN] == [1]


def test_an_overdue_reminder_that_is_not_sent_yet_is_listed():
    late = make_reminder(due_at=NOW - timedelta(minutes=5))
    text = make_text(reminder_id=late.id, due_at=late.due_at)
    assert "call mom" in (decided("list", late, outbound=(text,)).reply or "")


def test_an_undelivered_message_is_reported_once_at_the_next_contact():
    failed = make_text(state=OutboundState.FAILED, next_attempt_at=None, failure="21211")
    person_context = PersonContext(person=make_person(), unreported=(failed,))
    saved = changes_for(make_inbound("list"), person_context, POLICY, NOW, numbered_ids())
    assert (saved.reply or "").endswith('I couldn\'t deliver "Reminder: call mom" (12:20 PM).')
    assert [(text.id, text.failure_reported) for text in saved.outbound] == [(failed.id, True)]
    silent = changes_for(make_inbound("thanks"), person_context, POLICY, NOW, numbered_ids())
    assert (silent.reply, silent.outbound) == (None, ())


def test_all_failures_are_counted_even_those_that_are_not_loaded():
    body = "Reminder (was due 9:00 AM): call mom"
    failed = make_text(state=OutboundState.FAILED, next_attempt_at=None, body=body)
    person_context = PersonContext(person=make_person(), unreported=(failed,), more_unreported=30)
    saved = changes_for(make_inbound("list"), person_context, POLICY, NOW, numbered_ids())
    assert (saved.reply or "").endswith('I couldn\'t deliver "Reminder: call mom" (12:20 PM) and 30 more.')


def of_other_programs(**changes):
    return make_text(**{"kind": OutboundKind.MESSAGE, "reminder_id": None} | changes)


@pytest.mark.parametrize("text", ["STOP", "please stop texting me", "forget me"])
def test_an_opt_out_cancels_everything(text):
    reminder = make_reminder()
    person = make_person(provider=ProviderName.TELNYX, memory=Memory(forget_asked_at=NOW))
    pending = (
        make_text(reminder_id=reminder.id, due_at=reminder.due_at, state=OutboundState.SCHEDULED),
        of_other_programs(state=OutboundState.SCHEDULED),
        of_other_programs(state=OutboundState.WAITING),
    )
    person_context = PersonContext(person=person, reminders=(reminder,), outbound=pending)
    saved = changes_for(make_inbound(text, provider=ProviderName.TELNYX), person_context, POLICY, NOW, numbered_ids())
    states = {one.id: one.state for one in saved.outbound}
    assert [states[one.id] for one in pending] == [
        OutboundState.CANCELLING,
        OutboundState.CANCELLING,
        OutboundState.CANCELLED,
    ]
    # the reply to it, if there is one, still goes out
    assert [one.body for one in saved.outbound if one.kind is OutboundKind.REPLY] == [saved.reply] * bool(saved.reply)


COMMANDS = st.sampled_from(
    ["remind me", "delete", "list", "every", "at 5", "tomorrow", "1", "in 2 hours", "to call mom"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(COMMANDS, max_size=8).map(" ".join))


@settings(max_examples=300)
@given(TEXTS)
def test_any_text_gets_a_short_reply_and_only_future_reminders(body):
    saved = decided(printable(body), make_reminder(number=1), make_reminder(number=2, message="dentist"))
    if saved.reply is not None:
        assert segments(saved.reply) <= (2 if is_gsm7(saved.reply) else 3)
    made = [reminder for reminder in saved.reminders if reminder.created_at == NOW and reminder.number > 2]
    for reminder in made:
        assert reminder.due_at > NOW
        assert any(text.reminder_id == reminder.id for text in saved.outbound)


async def test_a_text_is_one_transaction(tmp_path):
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    assert store.database._connection is not None
    statements: list[str] = []
    await store.database._connection.set_trace_callback(statements.append)
    inbound_service = InboundService(
        store=store.conversations,
        clock=SetClock(),
        policy=POLICY,
        metrics=Metrics(),
        wake=lambda: None,
        expedite=no_hurry,
    )
    await inbound_service.receive(make_inbound("remind me in 2 hours to call mom"))
    assert [statement.split()[0] for statement in statements].count("COMMIT") == 1
    assert statements[0] == "BEGIN IMMEDIATE"
    await store.close()


class FullDisk:
    async def answer(self, inbound, newcomer, decide, elsewhere):
        raise StorageError("the disk is full")


@pytest.mark.parametrize("provider", [ProviderName.TWILIO, ProviderName.TELNYX])
async def test_without_storage_the_sender_is_told_or_the_provider_redelivers(provider):
    metrics = Metrics()
    store = cast("ConversationStore", FullDisk())
    inbound_service = InboundService(
        store=store, clock=SetClock(), policy=POLICY, metrics=metrics, wake=lambda: None, expedite=no_hurry
    )
    text = make_inbound("remind me in 2 hours to call mom", provider=provider)
    if provider is ProviderName.TELNYX:
        with pytest.raises(StorageError):
            await inbound_service.receive(text)
        return
    assert (await inbound_service.receive(text)).reply == (
        "Sorry, I can't save anything right now. Please send that again in a few minutes."
    )
    assert b'intent="not_saved"' in metrics.exposition()
