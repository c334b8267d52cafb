"""Finds the reminders that a reference means: by number, words, time or place ("both", "the other one"). Pure.

A reference is never guessed at: where several fit, they are returned for the person to choose from.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.conversation.dialogue import Dialogue, Topic
from bot.conversation.handlers.list_reminders import is_due_in
from bot.conversation.recently_sent import sent_at
from bot.domain.changes import SentReminder
from bot.domain.model import Reminder
from bot.domain.naming import named_by
from bot.understanding.command import Target

ALL = frozenset({"all", "everything", "them", "all them"})  # words that mean every reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The result of a search. ``missing`` are numbers without a reminder.

    ``sent`` is a match that was already sent. ``matching`` are several matches, so that the person has to choose.
    """

    reminders: tuple[Reminder, ...] = ()
    sent: SentReminder | None = None
    missing: tuple[str, ...] = ()
    matching: tuple[Reminder, ...] = ()


def resolve(target: Target, dialogue: Dialogue) -> Chosen:
    """The reminders that ``target`` means. Several are chosen only for "all", "both", a plural or several numbers."""
    if target.numbers or target.bad_numbers:
        return _by_number(target, dialogue)
    if target.is_other:
        return _others(target, dialogue)
    if target.places:
        return _by_places(target, dialogue)
    if (target.count or target.place) and not target.words:
        return _by_place(target, dialogue)
    if target.kept is not None:
        return _all_but(target, target.kept, dialogue)
    if target.is_all or target.words.casefold() in ALL:
        return Chosen(reminders=tuple(one for one in dialogue.reminders if _is_meant(one, target)))
    if target.is_next:
        return Chosen(reminders=tuple(one for one in dialogue.reminders if _is_meant(one, target))[:1])
    if target.words or target.period is not None:
        return _by_words(target, dialogue)
    if target.kind:
        return _by_kind(target.kind, dialogue)
    return _last_mentioned(dialogue)


def _is_meant(reminder: Reminder, target: Target) -> bool:
    return is_due_in(reminder, target.period)


def _all_but(target: Target, kept: Target, dialogue: Dialogue) -> Chosen:
    """All that ``target`` means but what ``kept`` names, however many; none where it names nothing that is there."""
    named = resolve(kept, dialogue)
    left_out = (*named.reminders, *named.matching)
    if not left_out or named.missing:
        return Chosen(missing=named.missing)
    return Chosen(reminders=tuple(one for one in dialogue.reminders if _is_meant(one, target) and one not in left_out))


def _one_of(matching: tuple[Reminder, ...]) -> Chosen:
    return Chosen(reminders=matching) if len(matching) == 1 else Chosen(matching=matching)


def _by_words(target: Target, dialogue: Dialogue) -> Chosen:
    matching = tuple(one for one in dialogue.reminders if _is_meant(one, target))
    if not target.words:
        return Chosen(reminders=matching) if target.is_several else _one_of(matching)
    named = named_by(target.words, [one.message for one in matching])
    if not named:
        sent = named_by(target.words, [item.reminder.message for item in dialogue.delivered])
        return Chosen(sent=dialogue.delivered[sent[0]] if sent else None)
    found = tuple(matching[at] for at in named)
    if target.place and len(found) > 1:  # "the second vet one"
        at = target.place - 1 if target.place > 0 else target.place
        return Chosen(reminders=found[at : at + 1 or None], matching=found)
    return Chosen(reminders=found) if target.is_several else _one_of(found)


def of_kind(kind: str, reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    """Those of ``reminders`` whose message has the word ``kind``: "alarm", "timer"."""
    return tuple(one for one in reminders if kind in one.message.casefold().split())


def _by_kind(kind: str, dialogue: Dialogue) -> Chosen:
    """The one of that kind that was mentioned last, else the only one there is."""
    last, matching = _last_mentioned(dialogue), of_kind(kind, dialogue.reminders)
    spoken_of = (*last.reminders, *((last.sent.reminder,) if last.sent is not None else ()))
    return last if not matching or of_kind(kind, spoken_of) else _one_of(matching)


def _by_places(target: Target, dialogue: Dialogue) -> Chosen:
    """ "the first and the last": each place by itself, all of them or none."""
    found = [_by_place(replace(target, places=(), place=place), dialogue) for place in target.places]
    if not all(one.reminders for one in found):
        return Chosen(matching=dialogue.reminders)
    return Chosen(reminders=tuple(dict.fromkeys(reminder for one in found for reminder in one.reminders)))


def _by_number(target: Target, dialogue: Dialogue) -> Chosen:
    by_number = {reminder.number: reminder for reminder in dialogue.reminders}
    numbers = tuple(dict.fromkeys(target.numbers))
    missing = tuple(str(number) for number in numbers if number not in by_number) + target.bad_numbers
    chosen = tuple(by_number[number] for number in numbers if number in by_number)
    if missing and target.may_be_hour and (at_hour := _at_hour(numbers[0], dialogue)):
        return _one_of(at_hour)
    if chosen and target.may_be_hour and (at_hour := _at_hour(numbers[0], dialogue)) and chosen[0] not in at_hour:
        return Chosen(matching=(*chosen, *at_hour))  # "push the 1 to 1:30": number 1, or the one at 1
    sent = None
    if not chosen and len(numbers) == 1:
        sent = next((item for item in dialogue.delivered if item.reminder.number == numbers[0]), None)
    return Chosen(reminders=chosen, sent=sent, missing=missing)


def _at_hour(hour: int, dialogue: Dialogue) -> tuple[Reminder, ...]:
    """Those that come at ``hour`` o'clock, of either half of the day: "the 4 one"."""
    walls = ((one, one.due_at.astimezone(ZoneInfo(one.timezone))) for one in dialogue.reminders)
    return tuple(one for one, at in walls if (at.hour % 12, at.minute) == (hour % 12, 0))


def _last_mentioned(dialogue: Dialogue) -> Chosen:
    """The reminder that was created, changed or sent last; the newest if none was mentioned."""
    sent = next(iter(dialogue.delivered), None)
    if sent is not None and (dialogue.mentioned.at is None or sent_at(sent) > dialogue.mentioned.at):
        still_open = next((reminder for reminder in dialogue.reminders if reminder.id == sent.reminder.id), None)
        if still_open is not None and still_open.heads_ups is not None:
            return Chosen(reminders=(still_open,))  # what was sent told of something that is still to come
        return Chosen(sent=sent, reminders=(still_open,) if still_open is not None and still_open.rrule else ())
    if dialogue.is_recent(dialogue.mentioned):
        return _one_of(dialogue.of(dialogue.mentioned))
    newest = max(dialogue.reminders, key=lambda reminder: reminder.created_at, default=None)
    if newest is None or not dialogue.is_recent(Topic(at=newest.created_at)):
        return Chosen()
    return Chosen(reminders=(newest,))


def _by_place(target: Target, dialogue: Dialogue) -> Chosen:
    """ "both", "all three", "the first one", "the last two": of what was spoken of last, else of all that there are."""
    every = tuple(one for one in dialogue.reminders if _is_meant(one, target))
    spoken_of = tuple(one for one in dialogue.of(dialogue.latest) if one in every)
    if not target.place:
        groups = (spoken_of, tuple(one for one in dialogue.of(dialogue.mentioned) if one in every), every)
        return Chosen(reminders=next((group for group in groups if len(group) == target.count), ()), matching=every)
    count = max(1, target.count)
    if target.place > 0:
        group = spoken_of if len(spoken_of) >= target.place + count - 1 and len(spoken_of) > 1 else every
        found = group[target.place - 1 : target.place - 1 + count]
    else:
        newest = tuple(sorted(every, key=lambda one: (one.created_at, one.number)))
        group = spoken_of if len(spoken_of) > count else newest
        found = group[-count:]
    return Chosen(reminders=found if len(found) == count else (), matching=every)


def _others(target: Target, dialogue: Dialogue) -> Chosen:
    """ "the other one": of what was shown, without what was spoken of last. With ``is_all``, all of the others."""
    mentioned = dialogue.of(dialogue.mentioned)
    shown = dialogue.of(dialogue.listed)
    for group in (shown, dialogue.reminders):
        others = tuple(one for one in group if one not in mentioned and _is_meant(one, target))
        if others and (len(others) == 1 or target.is_all):
            return Chosen(reminders=others)
    return Chosen(matching=tuple(one for one in shown or dialogue.reminders if one not in mentioned))
