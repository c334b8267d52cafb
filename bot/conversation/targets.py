"""Finds the reminders a person means, and asks which one where that is not clear."""

from bot.conversation.context import ReplyContext
from bot.conversation.dialogue import dialogue_of, with_listed
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import line, unreadable_words
from bot.conversation.references import Chosen, resolve
from bot.conversation.texts import lists, questions, refusals
from bot.domain.changes import Decision
from bot.domain.records import replace
from bot.understanding.command import Target

__all__ = ["Chosen", "choose", "explain_no_match", "which_once_more"]

MAX_CHOICES = 4


def choose(target: Target, context: ReplyContext) -> Chosen:
    """Find the reminders that ``target`` means, see ``references.py``."""
    return resolve(target, dialogue_of(context))


def explain_no_match(chosen: Chosen, target: Target, context: ReplyContext, verb: str) -> Decision:
    """The reply if nothing was chosen: asks which one, or says that none matches. ``verb`` begins the answer to it."""
    unreadable = [number for number in target.numbers if number in context.person_context.unreadable_numbers]
    if unreadable:
        reply = unreadable_words(unreadable)
    elif chosen.missing:
        reply = lists.no_such_number(listed(chosen.missing))
    elif len(chosen.matching) > 1:
        memory = replace(context.person.memory, pending_verb=verb, pending_text=context.text, pending_since=context.now)
        offered = chosen.matching[:MAX_CHOICES]
        lines = [line(reminder, context) for reminder in offered]
        person = with_listed(replace(context.person, memory=memory), offered, context.now)
        return Decision(reply=questions.which_one(lines, verb), person=person)
    elif chosen.sent is not None:
        reply = refusals.already_sent(chosen.sent.reminder.message)
    elif not context.listed_reminders:
        reply = lists.NOTHING_TO_DELETE if verb == "delete" else lists.EMPTY_LIST
    elif target.words:
        reply = lists.nothing_about(target.words)
    elif target.period is not None:
        reply = lists.nothing_in(target.period.words)
    else:
        reply = questions.which_number(verb, context.listed_reminders[0].number)
    return Decision(reply=reply, person=context.person)


def which_once_more(context: ReplyContext) -> Decision | None:
    """The reply to "ok" after "Which one?", which names none; None where that was not asked."""
    memory = context.person.memory
    offered = next((one for one in context.listed_reminders if one.id in memory.last_listed), None)
    if memory.pending_verb is None or memory.pending_text is None or offered is None:
        return None
    return Decision(reply=questions.which_number(memory.pending_verb, offered.number), person=context.person)
