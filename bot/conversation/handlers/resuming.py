"""Carries out in full what a question was about: "2" after "Which one?", "yes" after "Delete 2?"."""

from bot.conversation.context import ReplyContext
from bot.conversation.dialogue import Dialogue, dialogue_of
from bot.conversation.handlers.questions import is_open, reading_context, without_question
from bot.conversation.interpret import known_messages
from bot.conversation.proposals import acts_of, aimed
from bot.conversation.references import resolve
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.understanding import command as c
from bot.understanding.agreement import says_yes
from bot.understanding.answers import read_named


def resumed(context: ReplyContext) -> tuple[tuple[c.Reading, ...], ReplyContext] | None:
    """The requests that the text answers a question about, and the context for them; None for any other text."""
    memory = context.person.memory
    if context.person.opted_out_at is not None or not is_open(context):
        return None
    if memory.pending_text is None or memory.pending_since is None:
        return None
    chosen = _confirmed(context) if memory.pending_number is not None else _chosen(context)
    if not chosen:
        return None
    acts = acts_of(memory.pending_text, memory.pending_since, context)
    if not acts:
        return None
    said = replace(context.of(without_question(context.person)), text=memory.pending_text)
    return tuple(c.Reading(aimed(act, chosen), "", words=said.text) for act in acts), said


def _named(context: ReplyContext) -> c.Target | None:
    return read_named(context.text, replace(reading_context(context), known=known_messages(context.person_context)))


def _confirmed(context: ReplyContext) -> tuple[Reminder, ...]:
    """The reminder that was asked about, or another one that is named instead."""
    number = context.person.memory.pending_number
    asked = tuple(one for one in context.listed_reminders if one.number == number)
    if says_yes(context.text):
        return asked
    target = _named(context)
    if target is None or not asked:
        return ()
    if target.is_last:
        return asked
    others = tuple(one for one in context.listed_reminders if one not in asked)
    if target.is_other:
        return others if len(others) == 1 else ()
    return resolve(target, dialogue_of(context)).reminders


def _chosen(context: ReplyContext) -> tuple[Reminder, ...]:
    """Those of the reminders listed by "Which one?" that are named."""
    dialogue = dialogue_of(context)
    listed = dialogue.of(dialogue.listed)
    target = _named(context)
    if target is None or target.is_last or not listed:
        return ()
    among = Dialogue(now=context.now, reminders=listed, listed=dialogue.listed)
    return resolve(target, among).reminders
