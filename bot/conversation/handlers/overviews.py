"""Sets and ends overviews: a list of what is on, texted every morning or every week."""

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.create import create
from bot.conversation.handlers.delete import delete_all
from bot.conversation.series_words import series_words
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.overviews import Scope
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.understanding.command import CancelAll, Create, SendOverview, Task

_MESSAGES = {Scope.DAY: "your list", Scope.WEEK: "your week"}


def send_overview(command: SendOverview, context: ReplyContext) -> Decision:
    """Text a list at the times asked for, or no more of them. There is one for each scope: another time moves it."""
    own = tuple(reminder for reminder in context.listed_reminders if reminder.overview is not None)
    if command.repeat is None:
        return delete_all(CancelAll(), context) if command.or_everything and not own else _ended(own, context)
    if Recurrence.parse(command.repeat.rrule).is_below_a_day:
        return Decision(reply=refusals.OVERVIEW_TOO_OFTEN, person=context.person)
    message = _MESSAGES[command.scope]
    decision = create(Create((Task(message, repeat=command.repeat),)), context)
    if not decision.made:
        return decision
    made = replace(decision.made[0], overview=command.scope)
    same = next((reminder for reminder in own if reminder.overview is command.scope), None)
    if same is not None:
        made = replace(made, id=same.id, number=same.number, created_at=same.created_at)
    when = f"{series_words(made, context)}, starting {context.moment_words(made.due_at)}"
    reply = confirmations.overview_set(made.number, when, is_of_day=command.scope is Scope.DAY)
    if same is not None:
        return Decision(reply=reply, person=context.person, changed=(made,))
    return Decision(reply=reply, person=context.person, made=(made,))


def _ended(own: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    if not own:
        return Decision(reply=refusals.NO_OVERVIEW, person=context.person)
    reply = confirmations.OVERVIEWS_ENDED if len(own) > 1 else confirmations.OVERVIEW_ENDED
    return Decision(reply=reply, person=context.person, cancelled=own)
