"""What a change makes of one reminder's words, heads-ups and repeats until done."""

import re

from bot.conversation.context import ReplyContext
from bot.conversation.heads_up_words import until_done_of, with_heads_ups
from bot.domain.heads_ups import Lead, lead_of, parse_heads_ups, stored_heads_ups
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.understanding.command import Edit, Target
from bot.understanding.gist import says_from_now


def changes_detail(command: Edit) -> bool:
    """Whether a change is of heads-ups or of repeats until done."""
    return bool(command.leads or command.without_leads or command.nag or command.is_told_once)


def as_lead_or_shift(command: Edit, reminders: tuple[Reminder, ...]) -> Edit:
    """ "make it 15 minutes before" changes the heads-up of what has one, and moves anything else."""
    if not command.are_only_leads or not command.shift_seconds:
        return command
    if all(one.heads_ups is not None for one in reminders):
        return replace(command, shift_seconds=None)
    return replace(command, leads=(), are_only_leads=False)


def as_lead(command: Edit, reminders: tuple[Reminder, ...], context: ReplyContext) -> Edit:
    """ "actually just 1 hour", of what has a heads-up: so long before, not from now."""
    moment = command.moment
    is_length = moment is not None and moment.is_delay and command.target == Target()
    if not is_length or moment is None or len(reminders) != 1 or reminders[0].heads_ups is None:
        return command
    if says_from_now(context.text):
        return command
    length = lead_of(round((moment.at - context.now).total_seconds()))
    return Edit(target=command.target, leads=(length,), are_only_leads=True)


def with_detail(command: Edit, reminder: Reminder, context: ReplyContext) -> Reminder:
    """``reminder`` with the change of its heads-ups, its repeats until done or its words."""
    if command.without_leads:
        return _without(reminder, command.without_leads)
    if command.are_only_leads:
        own = parse_heads_ups(reminder.heads_ups)
        at_the_time = tuple(lead for lead in own if lead.is_at_the_time)
        return replace(reminder, heads_ups=stored_heads_ups((*command.leads, *at_the_time)))
    if command.leads:
        return with_heads_ups(reminder, command.leads)
    if command.nag is not None:
        return replace(reminder, until_done=str(until_done_of(command.nag, context.limits)))
    if command.is_told_once:
        return replace(reminder, until_done=None)
    return replace(reminder, message=new_message(command, reminder))


def _without(reminder: Reminder, leads: tuple[Lead, ...]) -> Reminder:
    """Without the heads-ups of the same length; of one day, whatever the hour."""
    dropped = {(lead.months, lead.days, lead.seconds) for lead in leads}
    own = parse_heads_ups(reminder.heads_ups)
    left = [lead for lead in own if (lead.months, lead.days, lead.seconds) not in dropped]
    return reminder if len(left) == len(own) else replace(reminder, heads_ups=stored_heads_ups(left))


def new_message(command: Edit, reminder: Reminder) -> str:
    """The new message, or the old one with words added or replaced."""
    if command.replaced is not None:
        return _replaced(reminder.message, *command.replaced)
    if command.added:
        return f"{reminder.message}, {command.added}" if reminder.message else command.added
    return command.message or reminder.message


def _replaced(message: str, old: str, new: str, unit: str) -> str:
    """``message`` with ``new`` for ``old``; where it has no ``old``, with ``new`` behind it."""
    word = re.compile(
        rf"(?<![\w.]){re.escape(old)}(?!\w)(?!\.\d)|(?<![\w.]){re.escape(old)}(?=(?:mg|mcg|ml|g|iu)\b)", re.IGNORECASE
    )
    if word.search(message):
        return word.sub(lambda _: new, message, count=1)
    return f"{message}, {new} {unit}".strip() if unit else f"{message}, {new}"
