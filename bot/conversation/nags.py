"""Which new reminders are repeated until they are done, because the person always wants that."""

from bot.conversation.context import ReplyContext
from bot.domain.naming import named_by
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.understanding.command import Create, Nag


def with_nags(command: Create, context: ReplyContext) -> Create:
    """``command``, in which what the person always wants to be nagged about is repeated until it is done."""
    topics = context.person.preferences.nag_about
    if not topics:
        return command
    return Create(
        tuple(
            replace(task, nag=Nag())
            if task.nag is None
            and not (task.repeat is not None and Recurrence.parse(task.repeat.rrule).is_below_a_day)
            and any(named_by(topic, [task.message]) for topic in topics)
            else task
            for task in command.tasks
        )
    )
