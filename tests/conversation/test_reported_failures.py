"""The next reply to someone says which reminder failed, and no more than is known of it."""

import pytest

from bot.conversation.respond import respond
from bot.domain.model import OutboundState
from bot.domain.records import replace
from bot.understanding.command import ListReminders
from tests.builders import make_reply_context, make_text


@pytest.mark.parametrize(("is_lost", "note"), [
    (False, 'I couldn\'t deliver "Reminder: call mom" (12:20 PM).'),
    (True, 'I don\'t know if I delivered "Reminder: call mom" (12:20 PM).'),
])  # fmt: skip
def test_a_failure_is_told_as_far_as_it_is_known(is_lost, note):
    context = make_reply_context()
    failed = make_text(state=OutboundState.FAILED, outcome_unknown=is_lost)
    context = replace(context, person_context=replace(context.person_context, unreported=(failed,)))
    decision = respond(ListReminders(), context)
    assert (decision.reply or "").splitlines()[-1] == note
    assert decision.reported == (failed,)
