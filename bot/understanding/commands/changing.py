"""Giving a reminder another time, another repeat or other words."""

# ruff: noqa: E501 - a line break would split a pattern in two

from dataclasses import replace

from bot.understanding.command import Edit, Target
from bot.understanding.intents.new_times import completed
from bot.understanding.intents.targets import period_of_phrase, spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Rule
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve


def _to(match: Match) -> Edit | None:
    """A new time; an hour alone is one on the day that the reference names."""
    phrase = match.phrase
    if phrase is None:
        return None
    day = match.day_of_reference
    if phrase.is_clock and day is not None:
        phrase = replace(phrase, fields=replace(phrase.fields, day=day))
    return _with_time(match, phrase)


def _with_time(match: Match, phrase: TimePhrase) -> Edit | None:
    resolved = resolve(phrase, match.mentions.sentence.context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _made(match: Match) -> Edit | None:
    """ "make my alarm 6:30": only of what surely is there."""
    span = match.span("REF")
    is_sure = match.named in (Named.NUMBER, Named.PRONOUN) or (
        match.named is Named.OWN_ITEM and span is not None and "MY" in match.mentions.labels[span[0]]
    )
    is_one = span is not None and match.mentions.words[span[1] - 1] == "one"
    is_one = is_one or (span is not None and "ALL" in match.mentions.labels[span[0]])
    is_timed = span is not None and "DEF" in match.mentions.labels[span[0]] and match.names_hour
    return _to(match) if is_sure or is_one or (match.named is Named.OWN_ITEM and is_timed) else None


def _from_to(match: Match) -> Edit | None:
    """ "from 4 pm to 3 pm": the old time tells which reminder, what is said once counts for both."""
    new, context = match.phrase, match.mentions.sentence.context
    old = read_phrase(match.text("THING"), context)
    if new is None or old is None:
        return None
    old, new = completed(old, new)
    edit = _with_time(match, new)
    if edit is None or old.is_repeat or old.is_delay:
        return edit
    period = period_of_phrase(match.mentions.sentence, old, match.text("THING"))
    return replace(edit, target=replace(match.target, period=period))


def _to_from(match: Match) -> Edit | None:
    """ "to 9 pm from 8 pm": the old time tells which reminder."""
    edit = _to(match)
    old = read_phrase(match.text("THING"), match.mentions.sentence.context)
    if edit is None or old is None or old.is_repeat or old.is_delay:
        return edit
    period = period_of_phrase(match.mentions.sentence, old, match.text("THING"))
    return replace(edit, target=replace(match.target, period=period))


def _words(match: Match) -> Edit | None:
    """Other words. A time is none."""
    first, last = match.span("THING") or (0, 0)
    labels = match.mentions.labels
    while last - 1 > first and ("ITEM" in labels[last - 1] or "MORE" in labels[last - 1]):
        last -= 1
    message = match.mentions.text(first, last)
    if first in match.mentions.times or read_phrase(message, match.mentions.sentence.context) is not None:
        return None
    return Edit(target=spoken_of(match.target), message=message)


def _unsaid(match: Match) -> Edit | None:
    """What is to change is still to be asked."""
    if match.named not in SURE and match.named is not Named.NOTHING:
        return None
    return Edit(target=spoken_of(match.target))


def _of_alarm(match: Match) -> Edit | None:
    """As ``_unsaid``, of what rings: "repeat my reminders" asks to hear them, "repeat the 5 am alarm" for another."""
    first, last = match.span("REF") or (0, 0)
    is_timed = any(at in match.mentions.times for at in range(first, last))
    return _unsaid(match) if match.mentions.has("ALARM", first, last) and not is_timed else None


_TO = "(to|for|at|until|till|into|with|be|to be|on|over to|to go off at|by|so it's at|as)"
_CHANGED = "(CHANGE+ED|MOVE+ED|ADVANCE+ED)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) REF {_TO} NEW",
        build=_to,
        examples=("alter my gym alarm to 7 am", "replace my noon alarm with 1 pm", "prepone the coffee reminder to 4:30"),
        weight=2,
    ),
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) [the|my|its] TIMEWORD (of|on|for|in) REF {_TO} NEW",
        build=_to,
        examples=("adjust the time of my alarm to 7",),
        weight=2,
    ),
    Rule(
        pattern="(CHANGE|MOVE|ADVANCE) REF [TIMEWORD] [back|over] from THING (to|until) NEW",
        build=_from_to,
        examples=("update the movie reminder from 4 pm to 3 pm",),
        weight=5,
    ),
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) REF {_TO} (TIME|LENGTH) (from|INSTEAD) THING",
        build=_to_from,
        examples=("change the reminder to 9 pm from 8 pm",),
        weight=4,
    ),
    Rule(
        pattern=f"[WANT|get|have|like] REF [MODAL|needs to|need to|has to|must|ought to|to] [be] {_CHANGED} [back|up] {_TO} NEW",
        build=_to,
        examples=("I need my 6:00 pm reminder changed to 6:30 pm", "my alarm should be moved to 8"),
        weight=2,
    ),
    Rule(
        pattern=f"[WANT|get|have|like] REF [MODAL|needs to|need to|has to|must|ought to|to] [be] {_CHANGED} from THING to NEW",
        build=_from_to,
        examples=("the timer needs to be changed from 10 seconds to 15 minutes",),
        weight=5,
    ),
    Rule(
        pattern="((make|have) REF [be] [to|for|at|on|into]|turn REF into|put REF (to|until)) NEW",
        build=_made,
        examples=("make my alarm 6:30 now", "turn the 8 am one into 8:30", "make my pill reminder a daily reminder"),
        weight=0,
    ),
    Rule(
        pattern="[about|for|as for|regarding] REF [MODAL] [you|i|we] (CHANGE|MOVE|make|set|do|have|put) it [to|at|for|on|be] NEW",
        build=_to,
        examples=("my dentist reminder, can you move it to 5", "the gym one, can you do it at 7", "reminder 2: make it friday"),
        weight=6,
    ),
    Rule(
        pattern="(CHANGE|rename) REF (to|into|to say|to be|to read|so it says|as) THING",
        build=_words,
        examples=("update the trash reminder to taking out the recycling",),
        weight=2,
    ),
    Rule(
        pattern="(CHANGE|MOVE|ADVANCE) REF [TIMEWORD]",
        build=_unsaid,
        examples=("alter my morning alarm", "amend timer", "can you revise the dentist reminder"),
        weight=-2,
    ),
    Rule(
        pattern="(put off REF|put REF off|hold off on REF) (until|till|to) NEW",
        build=_to,
        examples=("put off the dishes until sunday", "put the dishes off until sunday"),
        weight=13,
    ),
    Rule(
        pattern="(put off REF|put REF off) [by|for] LENGTH",
        build=lambda match: Edit(target=spoken_of(match.target), shift_seconds=match.seconds),
        examples=("put off the car wash by a day",),
        weight=13,
    ),
    Rule(
        pattern="(make|have|let|set) REF (repeat|recur|come|go|ring) NEW",
        build=_made,
        examples=("have 2 repeat every monday", "have the gym one come every tuesday"),
        weight=4,
    ),
    Rule(
        pattern="(add|include) TIME to REF",
        build=_unsaid,
        examples=("add saturday to my morning alarm",),
        weight=2,
    ),
    Rule(
        pattern="(CHANGE|MOVE) (a|an|some|any|one of my|one of the) (ITEM|ITEMS)",
        build=lambda _: Edit(target=Target()),
        examples=("I need to edit a reminder",),
        weight=4,
    ),
    Rule(
        pattern="CHANGE (the|my|its) TIMEWORD [(of|on|for|in) REF]",
        build=_unsaid,
        examples=("change the time", "adjust the time of my alarm"),
        weight=3,
    ),
    Rule(
        pattern="CANCEL REF and (MOVE|CHANGE) [REF|one] (for|to|on|at) NEW",
        build=_to,
        examples=("cancel the pilates reminder and reschedule it for friday",),
        weight=4,
    ),
    Rule(
        pattern="REPEAT REF [NUMBER more times] [in a row]",
        build=_of_alarm,
        examples=("repeat all alarms", "repeat my alarm", "repeat the alarm two more times"),
        weight=1,
    ),
    Rule(
        pattern="REF [MODAL] [you|i] CHANGE it",
        build=_unsaid,
        examples=("my reminder about withdrawing cash, can you update it?",),
        weight=1,
    ),
    Rule(
        pattern="REF (needs|need|has|should|must) [to] (change|be CHANGE+ED|be MOVE+ED)",
        build=_unsaid,
        examples=("my alarm needs to be changed",),
    ),
)  # fmt: skip
