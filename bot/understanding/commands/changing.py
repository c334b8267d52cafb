"""Giving a reminder another time, another repeat or other words."""

# ruff: noqa: E501 - a line break would split a pattern in two

from dataclasses import replace

from bot.understanding.command import Edit, Target
from bot.understanding.intents.new_times import completed
from bot.understanding.intents.targets import number_of, period_of_phrase, spoken_of
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
    is_repeated = match.phrase is not None and match.phrase.is_repeat and match.mentions.words[match.start] == "make"
    if is_repeated and match.named is Named.OWN_ITEM:
        return _to(match)
    is_sure = match.named in (Named.NUMBER, Named.PRONOUN) or (
        match.named is Named.OWN_ITEM and span is not None and "MY" in match.mentions.labels[span[0]]
    )
    is_one = span is not None and match.mentions.words[span[1] - 1] == "one"
    is_one = is_one or (span is not None and "ALL" in match.mentions.labels[span[0]])
    is_timed = span is not None and "DEF" in match.mentions.labels[span[0]] and match.names_hour
    return _to(match) if is_sure or is_one or (match.named is Named.OWN_ITEM and is_timed) else None


def _reset(match: Match) -> Edit | None:
    """ "set my 7 am alarm to 8": only what has an hour already."""
    span = match.span("REF") or (0, 0)
    is_one = match.named is Named.OWN_ITEM and "ITEM" in match.mentions.labels[span[1] - 1]
    return _to(match) if is_one and match.names_hour else None


def _from_to(match: Match) -> Edit | None:
    """ "from 4 pm to 3 pm": the old time tells which reminder, what is said once counts for both."""
    new, context = match.phrase, match.mentions.sentence.context
    old = read_phrase(match.text("THING"), context)
    if new is None or old is None:
        return None
    if old.is_repeat and not new.is_repeat:
        each = min(match.mentions.sentence.book.classes["each_word"])
        new = read_phrase(f"{each} {match.text('NEW')}", context) or new  # "from every day to mon wed fri"
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
    if "TIMEWORD" in labels[last - 1]:
        return _unsaid(match)  # "to a different time"
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


def _unsaid_event(match: Match) -> Edit | None:
    """As ``_unsaid``, of an event: it is moved, while "change my appointment" may be an errand."""
    return Edit(target=spoken_of(match.target)) if match.named is Named.EVENT else None


def _of_alarm(match: Match) -> Edit | None:
    """As ``_unsaid``, of what rings: "repeat my reminders" asks to hear them, "repeat the 5 am alarm" for another."""
    first, last = match.span("REF") or (0, 0)
    is_timed = any(at in match.mentions.times for at in range(first, last))
    return _unsaid(match) if match.mentions.has("ALARM", first, last) and not is_timed else None


def _exchanged(match: Match) -> Edit | None:
    """Two numbers: which of their times or words are to change places is asked."""
    places = [first for slot, first, _ in match.bound if slot == "NUMBER"]
    numbers = [number_of(match.mentions.sentence, match.mentions.tokens[at]) for at in places]
    return Edit(target=Target(numbers=tuple(number for number in numbers if number is not None)))


def _half(match: Match) -> Edit | None:
    """am or pm."""
    half = "pm" if match.mentions.words[match.end - 2] == "p" or match.mentions.words[match.end - 1] == "pm" else "am"
    return Edit(target=spoken_of(match.target), meridiem=half) if match.named in SURE else None


def _same_verb(match: Match) -> Edit | None:
    """ "change walk the dog to walk the cat": what starts alike is the old and the new wording."""
    first, other = match.span("REF") or (0, 0), match.span("THING") or (0, 0)
    return _words(match) if match.mentions.words[first[0]] == match.mentions.words[other[0]] else None


_TO = "(to|for|at|until|till|into|with|be|to be|on|over to|to (go off|ring|sound|come) [at|on|for]|so it's at|as)"
_WAY = "[back|up|out|over|forward]"
_CHANGED = "(CHANGE+ED|MOVE+ED|ADVANCE+ED)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) REF {_TO} NEW",
        build=_to,
        examples=("alter my gym alarm to 7 am", "replace my noon alarm with 1 pm", "prepone the coffee reminder to 4:30"),
        weight=2,
    ),
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) REF {_WAY} (to|until|till|2) NEW",
        build=_to,
        examples=("move dentist to friday", "reschedule the boat trip to friday at nine", "drag 2 out till friday"),
        weight=9,
    ),
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) REF {_TO} TIME INSTEAD",
        build=_to,
        examples=("change that reminder to 8 am instead",),
        weight=2,
    ),
    Rule(
        pattern="CHANGE REF [it|that] (should|needs to|has to|is supposed to|must) be [at|on] NEW",
        build=_to,
        examples=("fix number 2 it should be 8pm",),
        weight=6,
    ),
    Rule(
        pattern="set REF (to|for) NEW",
        build=_reset,
        examples=("set my 4 pm alarm to 5 pm",),
        weight=2,
    ),
    Rule(
        pattern="(set|put|bring) REF back to NEW",
        build=_to,
        examples=("set the reminder back to five",),
        weight=4,
    ),
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) [the|my|its] TIMEWORD (of|on|for|in) REF {_TO} NEW",
        build=_to,
        examples=("adjust the time of my alarm to 7",),
        weight=9,
    ),
    Rule(
        pattern="(CHANGE|MOVE|ADVANCE) REF [TIMEWORD] [back|over] from THING (to|until) NEW",
        build=_from_to,
        examples=("update the movie reminder from 4 pm to 3 pm", "change my pill reminder from daily to weekly"),
        weight=16,
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
        weight=16,
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
        pattern="(CHANGE|rename) REF (to|into|to say|to be|so it says|as) THING",
        build=_words,
        examples=("update the trash reminder to taking out the recycling", 'change "meet ann" into "meet anna"'),
        weight=5,
    ),
    Rule(
        pattern="CHANGE REF (to|into) THING",
        build=_same_verb,
        examples=("change walk the dog to walk the cat",),
        weight=16,
    ),
    Rule(
        pattern="(CHANGE|MOVE|make|set|turn) REF [from (am|pm|a m|p m)] (to|into|for) (am|pm|a m|p m)",
        build=_half,
        examples=("change my alarm from am to pm",),
        weight=9,
    ),
    Rule(
        pattern="(swap|switch|exchange) NUMBER (with|and|for) NUMBER",
        build=_exchanged,
        examples=("swap 1 with 2",),
        weight=8,
    ),
    Rule(
        pattern="(CHANGE|MOVE|ADVANCE) REF [TIMEWORD] [to]",
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
        pattern="(CHANGE|MOVE) (a|an|some|any|one of my|one of the) [LAST] (ITEM|ITEMS) [(for|at|to) NEW]",
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
        pattern="MOVE REF",
        build=_unsaid_event,
        examples=("postpone the checkup", "reschedule my haircut appointment"),
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
