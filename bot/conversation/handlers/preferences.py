"""Changes a person's settings: hours of the parts of the day, quiet hours, 12-hour clock, order of day and month."""

from datetime import timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import clock_words, date_words, listed, zone_words
from bot.conversation.handlers.nagging import always_nag, stop_nagging
from bot.conversation.handlers.privacy import export, forget
from bot.conversation.handlers.timezone import end_words
from bot.conversation.locale import PARTS_OF_DAY, locale_of
from bot.conversation.quiet_hours import hours_in_words
from bot.conversation.texts import account
from bot.domain.changes import Decision
from bot.domain.link_codes import address_in_words
from bot.domain.preferences import Preferences
from bot.domain.quiet_hours import NO_QUIET_HOURS, quiet_length
from bot.domain.records import replace
from bot.understanding.command import ChangeSettings

_LONGEST_QUIET = timedelta(hours=20)


def change_settings(command: ChangeSettings, context: ReplyContext) -> Decision:
    """Change one setting and say what it means now, or show all settings."""
    if command.name in PARTS_OF_DAY:
        return _set_part_of_day(command, context)
    match command.name:
        case "clock":
            context = context.of(replace(context.person, preferences=_with(context, clock_hours=int(command.value))))
            reply = account.clock_set(int(command.value), context.clock_words(context.now))
        case "day_first":
            context = context.of(replace(context.person, preferences=_with(context, day_first=command.value == "yes")))
            month, day = (5, 3) if context.time_format.day_first else (3, 5)
            reply = account.date_order_set(date_words(month, day, context.time_format))
        case "noon":
            reply = account.NOON_IS_FIXED
        case "quiet_hours":
            return _quiet_hours(command.value, context)
        case "nag":
            return always_nag(command.value, context)
        case "no_nag":
            return stop_nagging(command.value, context)
        case "show":
            reply = _shown(context)
        case "export":
            return export(context)
        case "forget":
            return forget(context)
        case _:
            reply = account.NOT_A_SETTING
    return Decision(reply=reply, person=context.person)


def _with(context: ReplyContext, **changes: object) -> Preferences:
    return replace(context.person.preferences, **changes)  # type: ignore[arg-type]  # each name comes with a value of its type


def _set_part_of_day(command: ChangeSettings, context: ReplyContext) -> Decision:
    hour, minute = (int(part) for part in command.value.split(":"))
    person = replace(context.person, preferences=_with(context, **{command.name: (hour, minute)}))
    reply = account.part_set(command.name, _clock(context, (hour, minute)))
    return Decision(reply=reply, person=person)


def _quiet_hours(value: str, context: ReplyContext) -> Decision:
    before = hours_in_words(context)
    if value == "unclear":
        return Decision(reply=account.WHICH_QUIET_HOURS, person=context.person)
    if not value or (value == "none" and before is None):
        reply = account.quiet_hours_are(*before) if before is not None else account.NO_QUIET_HOURS
        return Decision(reply=reply, person=context.person)
    if value != "none" and quiet_length(value) > _LONGEST_QUIET:
        return Decision(reply=account.TOO_QUIET, person=context.person)
    hours = NO_QUIET_HOURS if value == "none" else value
    context = context.of(replace(context.person, preferences=_with(context, quiet_hours=hours)))
    after = hours_in_words(context)
    reply = account.quiet_hours_set(*after) if after is not None else account.quiet_hours_ended(*before or ("", ""))
    return Decision(reply=reply, person=context.person)


def _clock(context: ReplyContext, hour: tuple[int, int]) -> str:
    return clock_words(context.local_now.replace(hour=hour[0], minute=hour[1]), context.time_format)


def _shown(context: ReplyContext) -> str:
    hours = locale_of(context.person).hours
    parts = [(part, _clock(context, getattr(hours, part))) for part in PARTS_OF_DAY]
    if not context.person.introduced:
        parts = []  # leaves room for the introduction
    return account.settings(
        zone_words(context.person.timezone),
        context.clock_words(context.now),
        _trip(context),
        context.time_format.clock_hours,
        day_first=context.time_format.day_first,
        parts=parts,
        quiet_hours=" to ".join(hours_in_words(context) or ()),
        linked=listed(dict.fromkeys(map(address_in_words, context.person_context.linked_addresses))),
        topics=listed(context.person.preferences.nag_about),
    )


def _trip(context: ReplyContext) -> str:
    memory = context.person.memory
    if memory.away_until is None or memory.home_timezone is None:
        return ""
    return account.trip(end_words(memory.away_until, context), zone_words(memory.home_timezone))
