"""Answers texts that are not understood: with what was understood, and an example of the person's own words.

Someone who tries again and again gets an answer each time. Machines are told by what they write and by repeated texts
(``bot/inbound``); here, a loop with one that was not recognised ends after ``MAX_IN_A_ROW`` replies.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import shortened
from bot.conversation.handlers.edit import edit
from bot.conversation.handlers.list_reminders import line, shares_word
from bot.conversation.handlers.questions import ask_time
from bot.conversation.handlers.undo import last_change
from bot.conversation.interpret import known_messages
from bot.conversation.locale import locale_of
from bot.conversation.offers import offered
from bot.conversation.proposals import TELLING_NOTHING, aimed, propose
from bot.conversation.targets import Chosen, explain_no_match
from bot.conversation.texts import guidance
from bot.domain.changes import Decision
from bot.domain.model import Person, Reminder
from bot.domain.records import replace
from bot.domain.sms_segments import is_gsm7
from bot.understanding.agreement import says_no
from bot.understanding.command import AskTime, Cancel, Done, Edit, Unknown
from bot.understanding.context import Context
from bot.understanding.gist import is_surely_changed, read_gist
from bot.understanding.hints import Hint, hint_of

IN_A_ROW_WITHIN = timedelta(hours=1)
MAX_PER_MINUTE = 5  # replies: nobody types more, but two machines would
MAX_IN_A_ROW = 8
MAX_ABOUT = 3
JUST_CHANGED = timedelta(minutes=10)
ECHOED_CHARACTERS = 40


def not_understood(command: Unknown, context: ReplyContext) -> Decision:
    """Say what was understood, with an example; offer to remind of a remark about a time. The last reply says so."""
    before = [at for at in context.person.memory.not_understood_at if context.now - at <= IN_A_ROW_WITHIN]
    person = _with_failure_noted(context, before)
    just_now = [at for at in before if context.now - at < timedelta(minutes=1)]
    if len(just_now) >= MAX_PER_MINUTE or len(before) >= MAX_IN_A_ROW:
        return Decision(reply=None, person=person)
    if len(before) == MAX_IN_A_ROW - 1 or len(just_now) == MAX_PER_MINUTE - 1:
        return Decision(reply=guidance.LAST_NOT_UNDERSTOOD, person=person)
    hint = _hint(context)
    about = _about(hint, context)
    if hint.errand:
        return ask_time(AskTime(message=hint.errand), context.of(person))
    if _is_denied(context):
        return Decision(reply=guidance.DENIED, person=person)
    act = read_gist(context.text, _reading_context(context)) if about else None
    is_change = hint.offer is None or is_surely_changed(context.text, _reading_context(context))
    if act is not None and is_change and (asked := _asked(act, about, context.of(person))) is not None:
        return asked
    if hint.offer is not None:
        return offered(hint.offer, context.of(person))
    if not before and not person.introduced:
        return Decision(reply=guidance.FIRST_GREETING, person=replace(person, introduced=True))
    # quoting characters outside GSM-7 would turn the whole reply into UCS-2 and cost more segments
    part = shortened(command.part or context.text, ECHOED_CHARACTERS)
    part = part if is_gsm7(part) else ""
    if len(about) == 1:
        reply = guidance.about_reminder(about[0].number, line(about[0], context), repeats=about[0].rrule is not None)
        memory = replace(
            person.memory,
            pending_number=about[0].number,
            pending_since=context.now,
            last_mentioned=(about[0].id,),
            last_mentioned_at=context.now,
        )
        return Decision(reply=reply, person=replace(person, memory=memory))
    if about:
        numbers = [str(one.number) for one in about]
        return Decision(reply=guidance.about_several(" or ".join(numbers), numbers[0]), person=person)
    if before and not (hint.time or hint.thing):
        return Decision(reply=guidance.STILL_NOT_UNDERSTOOD, person=person)
    return Decision(reply=guidance.not_understood(part, hint.time, hint.thing), person=person)


def _is_denied(context: ReplyContext) -> bool:
    """Whether the text says no to what the bot has just set or changed."""
    change = last_change(context)
    is_no = says_no(context.text)
    return is_no and change is not None and context.now - change.at <= JUST_CHANGED


def _asked(act: Cancel | Edit | Done, about: list[Reminder], context: ReplyContext) -> Decision | None:
    """Ask for an OK to what the text seems to want, or of which reminder it wants that."""
    if (
        len(about) == 1
        and isinstance(act, Edit)
        and act.moment is not None
        and is_surely_changed(context.text, _reading_context(context))
    ):
        done = edit(aimed(act, (about[0],)), context.of(with_failures_reset(context.person)))  # type: ignore[arg-type]
        if done.changed or done.made:
            return done
    if len(about) == 1:
        return propose(act, about[0], context)
    verb = "delete" if isinstance(act, Cancel) else "move" if isinstance(act, Edit) else "done"
    return explain_no_match(Chosen(matching=tuple(about)), act.target, context, verb)


def _reading_context(context: ReplyContext) -> Context:
    known = known_messages(context.person_context)
    return Context(context.now, ZoneInfo(context.person.timezone), locale_of(context.person), known)


def _hint(context: ReplyContext) -> Hint:
    hint = hint_of(context.text, replace(_reading_context(context), known=()))
    return hint if is_gsm7(hint.time + hint.thing) else replace(hint, time="", thing="")


def _about(hint: Hint, context: ReplyContext) -> list[Reminder]:
    """The reminders that the text may be about; none where that could be most of them."""
    telling = [word for word in hint.words.split() if word.casefold() not in TELLING_NOTHING]
    words = " ".join(telling) or hint.words
    found = [one for one in context.listed_reminders if words and shares_word(one, words)]
    if not found and telling:  # "put the call more late"
        found = [one for one in context.listed_reminders if shares_word(one, hint.words)]
        return found if len(found) == 1 else []
    return found if len(found) <= MAX_ABOUT else []


def _with_failure_noted(context: ReplyContext, before: list[datetime]) -> Person:
    times = (*before, context.now)[-MAX_IN_A_ROW:]
    return replace(context.person, memory=replace(context.person.memory, not_understood_at=times))


def with_failures_reset(person: Person) -> Person:
    """The person with the count of texts not understood reset."""
    return (
        replace(person, memory=replace(person.memory, not_understood_at=()))
        if person.memory.not_understood_at
        else person
    )
