"""Asks for an OK before a change that is likely meant, and carries it out when the answer comes.

The question stores the text and the number of the reminder: the answer reads the text again, as of when it was sent.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.dialogue import anchors_of, with_listed
from bot.conversation.handlers.delete import delete
from bot.conversation.handlers.edit import edit
from bot.conversation.handlers.list_reminders import line, shares_word
from bot.conversation.interpret import interpret, known_messages
from bot.conversation.locale import locale_of
from bot.conversation.recently_sent import recently_sent_reminders
from bot.conversation.targets import Chosen, choose
from bot.conversation.texts import questions
from bot.domain.changes import Decision
from bot.domain.model import Reminder, ReminderState
from bot.domain.naming import named_by
from bot.domain.records import replace
from bot.understanding import command as c
from bot.understanding.context import Context
from bot.understanding.gist import asks_how, read_gist, speaks_of_series

# Words that many reminders have, so that they name none.
TELLING_NOTHING = frozenset(
    [
        "need",
        "needs",
        "have",
        "take",
        "get",
        "give",
        "day",
        "time",
        "good",
        "want",
        "going",
        "make",
        "call",
        "text",
        "tell",
        "today",
    ]
)

Act = c.Cancel | c.Edit | c.Snooze | c.Done | c.AskAbout


def acts_of(text: str, at: datetime, context: ReplyContext) -> tuple[Act, ...]:
    """What ``text``, sent at ``at``, wants done to one reminder; () where it says nothing of the kind."""
    known = known_messages(context.person_context)
    reading = interpret(text, context.person, at, known, anchors=anchors_of(context))
    acts = tuple(act.command for act in reading.acts or (reading,))
    targets = {repr(getattr(act, "target", None)) for act in acts}
    found = tuple(act for act in acts if isinstance(act, Act))
    if found and len(found) == len(acts) and len(targets) == 1:
        return found
    if len(acts) == 1 and isinstance(acts[0], c.Create) and (change := _as_change(acts[0])) is not None:
        return (change,)
    gist = read_gist(text, Context(at, ZoneInfo(context.person.timezone), locale_of(context.person), known))
    return (gist,) if gist is not None else ()


def aimed(act: Act, reminders: tuple[Reminder, ...]) -> Act:
    """``act`` at these reminders. A day that it names is one on which a series is to be left out."""
    period = act.target.period
    target = c.Target(numbers=tuple(one.number for one in reminders))
    is_day = period is not None and not period.is_minute
    if isinstance(act, c.Cancel) and is_day and period is not None and any(one.rrule for one in reminders):
        return c.Edit(target=target, skipped=(period,))
    is_skip = isinstance(act, c.Edit) and (act.skip_next or act.skipped)
    if isinstance(act, c.Cancel) or (is_skip and all(one.rrule is None for one in reminders)):
        return c.Cancel(target=target)
    return replace(act, target=target)


def propose(act: c.Cancel | c.Edit | c.Done, reminder: Reminder, context: ReplyContext) -> Decision | None:
    """Name what ``act`` would do to ``reminder`` and ask whether to; None where it would do nothing."""
    if isinstance(act, c.Done) and reminder.rrule is not None:
        return None
    aim = aimed(c.Cancel(target=c.Target()) if isinstance(act, c.Done) else act, (reminder,))
    tried = (
        delete(aim, context) if isinstance(aim, c.Cancel) else edit(aim, context) if isinstance(aim, c.Edit) else None
    )
    after = next((one for one in (tried.changed or tried.paused) if one.id == reminder.id), None) if tried else None
    if tried is None or tried.made or (after is None and reminder not in tried.cancelled):
        return None
    if after is not None and isinstance(aim, c.Edit) and aim.skipped:
        reply = questions.propose_skip(aim.skipped[0].words, line(reminder, context))
    elif after is not None:
        reply = questions.propose_change(line(after, context))
    else:
        reply = questions.propose_delete(line(reminder, context))
    memory = replace(
        context.person.memory,
        pending_number=reminder.number,
        pending_text=context.text,
        pending_since=context.now,
        last_mentioned=(reminder.id,),
        last_mentioned_at=context.now,
    )
    person = with_listed(replace(context.person, memory=memory), (reminder,), context.now)
    return Decision(reply=reply, person=person)


def ask_first(command: c.Cancel | c.Edit | c.Done, context: ReplyContext) -> Decision | None:
    """Ask for an OK where the text may mean something else, or more than it says; None where it is clear."""
    chosen = choose(command.target, context)
    if isinstance(command, c.Edit) and command.skip_next and command.target.period is None:
        (only, *others) = chosen.reminders or (None,)
        is_once = only is not None and not others and only.rrule is None and only.state is ReminderState.OPEN
        return propose(c.Cancel(target=command.target), only, context) if is_once and only is not None else None
    if isinstance(command, c.Cancel) and len(chosen.reminders) == 1 and _is_asked_how(command, context):
        return propose(command, chosen.reminders[0], context)
    if isinstance(command, c.Done) and recently_sent_reminders(context):
        return None
    if chosen != Chosen() or not command.target.words or command.target.kept is not None:
        return None
    return _ask_about_like(command, context)


def ask_whether_new(command: c.Create, context: ReplyContext) -> Decision | None:
    """ "and the heart pill at 9", where such a series is set: it is likely to come at 9 from now on."""
    change, message = _as_change(command), command.tasks[0].message
    if change is None or not speaks_of_series(message):
        return None
    series = [one for one in context.open_reminders if one.rrule is not None]
    named = named_by(message, [one.message for one in series])
    return propose(change, series[named[0]], context) if len(named) == 1 else None


def _as_change(command: c.Create) -> c.Edit | None:
    """The change that a reminder for a bare time may mean: "no, at 11 the beers"."""
    (task, *others) = command.tasks
    is_clock = task.moment is not None and not task.moment.has_date and not task.moment.is_delay
    if others or task.leads or task.nag or not is_clock:
        return None
    return c.Edit(target=c.Target(), moment=task.moment)


def _is_asked_how(command: c.Cancel, context: ReplyContext) -> bool:
    return not command.target.numbers and asks_how(context.text)


def _ask_about_like(command: c.Cancel | c.Edit | c.Done, context: ReplyContext) -> Decision | None:
    """No reminder has all the words: ask about the one that has some of them."""
    words = " ".join(word for word in command.target.words.split() if word.casefold() not in TELLING_NOTHING)
    alike = [one for one in context.listed_reminders if words and shares_word(one, words)]
    return propose(command, alike[0], context) if len(alike) == 1 else None
