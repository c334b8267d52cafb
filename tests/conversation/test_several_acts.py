"""Several requests of one text as one decision: what it comes to, what UNDO reverts, and how the reply is worded."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from bot.conversation.respond import respond
from bot.conversation.texts.combined import combined
from bot.domain.changes import CancelOutcome, Decision
from bot.domain.sms_segments import fits
from bot.understanding import command as c
from tests.builders import NOW, make_reminder, make_reply_context

SIX = c.Moment(at=NOW + timedelta(hours=8), has_date=False, has_clock=True)


def number(*numbers: int) -> c.Target:
    return c.Target(numbers=numbers)


def decide(*commands: c.Command, context=None) -> Decision:
    acts = tuple(c.Reading(command, "It asks.", words="the words") for command in commands)
    return respond(commands[0], context or make_reply_context(MOM, GYM), None, acts)


MOM = make_reminder(id=UUID(int=101), number=1, message="call mom")
GYM = make_reminder(id=UUID(int=102), number=2, message="gym")
CREATE = c.Create((c.Task("buy milk", SIX),))


def test_each_request_sees_the_state_after_the_one_before():
    decision = decide(c.Cancel(target=number(1)), c.Edit(target=number(2), moment=SIX))
    assert [one.id for one in decision.cancelled] == [MOM.id]
    assert [one.id for one in decision.changed] == [GYM.id]
    assert decision.reply == "Deleted 1: call mom. Reminder 2 moved to 6:20 PM: gym. Text UNDO to take it all back."


def test_a_new_reminder_does_not_get_a_number_that_the_text_frees():
    decision = decide(c.Cancel(target=number(1)), CREATE)
    assert [one.number for one in decision.made] == [3]


def test_what_is_set_and_deleted_again_was_never_there():
    decision = decide(CREATE, c.Cancel(target=number(3)))
    assert (decision.made, decision.cancelled) == ((), ())


def test_what_is_changed_and_then_deleted_is_deleted_as_it_was():
    decision = decide(c.Edit(target=number(2), moment=SIX), c.Cancel(target=number(2)))
    assert decision.cancelled == (GYM,)
    assert decision.changed == ()


def test_undo_reverts_the_whole_text():
    decision = decide(c.Cancel(target=number(1)), c.Edit(target=number(2), moment=SIX), CREATE)
    change = decision.person.memory.last_change
    assert change is not None
    assert set(change.before) == {MOM, GYM}
    assert change.made == tuple(one.id for one in decision.made)


def test_behind_an_undo_only_what_follows_it_is_reverted():
    first = decide(c.Cancel(target=number(1)), context=make_reply_context(MOM, GYM))
    context = make_reply_context(GYM, person=first.person)
    decision = decide(c.Undo(), c.Edit(target=number(2), moment=SIX), context=context)
    assert decision.person.memory.last_change is not None
    assert decision.person.memory.last_change.before == (GYM,)


def test_a_question_of_one_request_is_not_answered_by_the_next():
    asked = c.AskTime(message="sign the form")
    decision = decide(asked, c.Cancel(target=number(1)))
    assert decision.person.memory.pending_message == "sign the form"
    assert [one.id for one in decision.cancelled] == [MOM.id]


def test_what_was_not_understood_is_quoted():
    decision = decide(c.Cancel(target=number(1)), c.Unknown(part="purple elephants"))
    assert decision.reply is not None
    assert 'I didn\'t get "purple elephants".' in decision.reply


def test_the_outcome_of_a_deletion_is_part_of_the_reply():
    decision = decide(c.Cancel(target=number(1)), c.Edit(target=number(2), moment=SIX))
    assert decision.reply_for_outcomes is not None
    reply = decision.reply_for_outcomes({MOM.id: CancelOutcome(too_late=1)})
    assert reply is not None
    assert reply.startswith("Too late for 1: it's already on its way. Reminder 2 moved")


def test_what_fails_is_named_and_the_rest_done():
    decision = decide(c.Cancel(target=number(9)), c.Edit(target=number(2), moment=SIX))
    assert decision.reply is not None
    assert decision.reply.startswith("You have no reminder 9. Reminder 2 moved")
    assert [one.id for one in decision.changed] == [GYM.id]


def test_the_last_request_says_what_it_means():
    decision = decide(c.Edit(target=number(1), moment=SIX), c.Edit(target=number(2), moment=SIX))
    assert decision.person.memory.last_mentioned == (GYM.id,)


def test_long_words_are_shortened_between_words_to_fit_one_segment():
    long = "pick up the dry cleaning and the shoes from the cobbler next to the bakery on Main Street"
    parts = [f"Reminder 1 moved to 6:00 PM: {long}. Text UNDO to change it back.", f"Deleted 2: {long}."]
    text = combined(parts, [long], can_undo=True)
    assert fits(text)
    assert "from the cobbler..." in text
    assert "UNDO to change" not in text


def test_several_times_of_a_series_become_one_rule():
    daily = replace(GYM, rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None, hour=12, minute=0))
    eight = c.Moment(at=NOW.replace(hour=12, minute=0), has_date=False, has_clock=True)
    added = respond(c.Edit(target=number(2), also=(eight,)), make_reply_context(daily))
    assert [one.rrule for one in added.changed] == ["FREQ=DAILY;BYHOUR=8,12"]
