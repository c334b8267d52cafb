"""From a decision to what is saved, above all how a changed reminder's messages are replaced."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.delivery.planning import plan_changes, replace_messages
from bot.domain.changes import Decision, PersonContext
from bot.domain.model import OutboundState
from tests.builders import NOW, RENDERER, make_person, make_reminder, make_text, numbered_ids

S = OutboundState


def at(hours):
    return NOW + timedelta(hours=hours)


@pytest.mark.parametrize("state", [S.SCHEDULED, S.HANDING_OVER])
def test_a_message_handed_over_is_replaced_once_the_new_one_is_safe(state):
    old, new = make_text(state=state), make_text(due_at=at(5))
    (saved,) = replace_messages([old], [new], NOW)
    assert (saved.id, saved.state, saved.replaces) == (new.id, S.WAITING, (old.id,))


def test_a_message_that_the_bot_keeps_is_cancelled_at_once():
    old, new = make_text(), make_text(due_at=at(5))
    dropped, saved = replace_messages([old], [new], NOW)
    assert (dropped.id, dropped.state) == (old.id, S.CANCELLED)
    assert (saved.id, saved.replaces) == (new.id, ())


def test_an_unchanged_message_stays():
    old = make_text(state=S.SCHEDULED)
    assert replace_messages([old], [make_text(due_at=old.due_at)], NOW) == []


def test_other_words_at_the_same_time_need_a_new_message():
    old, new = make_text(state=S.SCHEDULED), make_text(body="Reminder: call dad")
    (saved,) = replace_messages([old], [new], NOW)
    assert saved.replaces == (old.id,)


def test_of_two_equal_messages_only_one_stays():
    old = [make_text(state=S.SCHEDULED), make_text(state=S.SCHEDULED)]
    (saved,) = replace_messages(old, [make_text()], NOW)
    assert (saved.id, saved.state) == (old[1].id, S.CANCELLING)


@pytest.mark.parametrize(
    ("old_count", "new_count", "named"),
    [(1, 3, [1, 0, 0]), (3, 1, [3]), (3, 2, [1, 2]), (0, 2, [0, 0])],
)
def test_every_old_message_is_replaced_once_and_in_order(old_count, new_count, named):
    old = [make_text(state=S.SCHEDULED, due_at=at(day * 24)) for day in range(old_count)]
    new = [make_text(due_at=at(1 + day * 24)) for day in range(new_count)]
    saved = replace_messages(old, new, NOW)
    assert [len(text.replaces) for text in saved] == named
    assert [id_ for text in saved for id_ in text.replaces] == [text.id for text in old]


def test_a_second_change_takes_over_what_the_first_one_replaces():
    first_id = uuid4()
    kept = make_text(replaces=(first_id,))
    _, saved = replace_messages([kept], [make_text(due_at=at(5))], NOW)
    assert saved.replaces == (first_id,)
    scheduled = make_text(state=S.HANDING_OVER, replaces=(first_id,))
    stripped, saved = replace_messages([scheduled], [make_text(due_at=at(5))], NOW)
    assert (stripped.id, stripped.replaces) == (scheduled.id, ())
    assert saved.replaces == (scheduled.id, first_id)


def test_changing_back_before_the_replacement_is_safe_keeps_the_old_message():
    first = make_text(state=S.SCHEDULED)
    second = make_text(state=S.HANDING_OVER, due_at=at(5), replaces=(first.id,))
    (saved,) = replace_messages([first, second], [make_text()], NOW)
    assert (saved.id, saved.state, saved.replaces) == (second.id, S.CANCELLING, ())


def test_a_staying_message_still_cancels_what_it_replaces():
    first = make_text(state=S.SCHEDULED)
    second = make_text(state=S.HANDING_OVER, due_at=at(5), replaces=(first.id,))
    assert replace_messages([first, second], [make_text(due_at=at(5))], NOW) == []


def test_a_changed_reminder_keeps_its_id_and_number_and_gets_a_new_message():
    old = make_reminder(number=4)
    scheduled = make_text(reminder_id=old.id, state=S.SCHEDULED)
    changed = make_reminder(id=old.id, number=4, due_at=at(6), message="call dad")
    decision = Decision(reply="OK", person=make_person(), changed=(changed,))
    person_context = PersonContext(person=make_person(), reminders=(old,), outbound=(scheduled,))
    (reminder,), (text,) = plan_changes(decision, person_context, RENDERER, NOW, numbered_ids())
    assert (reminder.id, reminder.number, reminder.due_at, reminder.next_check_at) == (old.id, 4, at(6), at(6))
    assert (text.body, text.due_at, text.replaces) == ("Reminder: call dad", at(6), (scheduled.id,))


def test_a_changed_series_replaces_all_planned_messages():
    wall = NOW.replace(tzinfo=None)
    old = make_reminder(rrule="FREQ=DAILY", wall_start=wall)
    scheduled = tuple(make_text(reminder_id=old.id, state=S.SCHEDULED, due_at=at(24 * day)) for day in (1, 2, 3))
    changed = make_reminder(id=old.id, rrule="FREQ=DAILY", wall_start=wall + timedelta(hours=1))
    decision = Decision(reply="OK", person=make_person(), changed=(changed,))
    _, saved = plan_changes(
        decision, PersonContext(person=make_person(), outbound=scheduled), RENDERER, NOW, numbered_ids()
    )
    assert [id_ for text in saved for id_ in text.replaces] == [text.id for text in scheduled]


def test_a_heads_up_says_when_the_thing_itself_is():
    reminder = make_reminder(due_at=NOW + timedelta(days=1), heads_ups="P1D@12:00 PT1H PT0S")
    decision = Decision(reply="", person=make_person(), made=(reminder,))
    context = PersonContext(person=make_person(), complete_for=None)
    _, outbound = plan_changes(decision, context, RENDERER, NOW, numbered_ids())
    assert [message.body for message in outbound] == [
        "Reminder: call mom (Thu 10:20 AM)",
        "Reminder: call mom (10:20 AM)",
        "Reminder: call mom",
    ]
