"""Corrections of a reminder that is set: "the boys one is every weekday too", "not 9, 9:30", "add 8 am to 2".

None of these sets anything new: where it is not clear which reminder is meant, the reply asks.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

from dataclasses import replace

from bot.understanding.command import Create, Edit, Target
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import Match, Named
from bot.understanding.rules import Rule
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

_SURE = frozenset({Named.NUMBER, Named.KNOWN, Named.PRONOUN, Named.PICK, Named.OWN_ITEM})
_NAMED = _SURE - {Named.PRONOUN}


def _timed(match: Match, words: str = "") -> Edit | None:
    """A new time for what is named: that of a slot, or of ``words`` where a time goes on into its neighbours."""
    context = match.mentions.sentence.context
    phrase = read_phrase(words, context) if words else match.phrase
    if phrase is None:
        return None
    resolved = resolve(phrase, context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _things(match: Match) -> list[str]:
    return [match.mentions.text(first, last) for slot, first, last in match.bound if slot == "THING"]


def _stated(match: Match) -> Edit | None:
    """ "the boys one is every weekday": a statement changes only what it surely names."""
    span = match.span("REF")
    if span is None or match.named not in _NAMED or is_arrival(match):
        return None
    is_one = match.mentions.words[span[1] - 1] in ("one", "reminder", "alarm", "ones", "reminders")
    return _timed(match) if match.named is not Named.OWN_ITEM or is_one else None


def is_arrival(match: Match) -> bool:
    """True for "the roofer is coming friday": that he comes is no new time of "call the roofer"."""
    first, _ = match.span("NEW") or match.span("TIME") or (0, 0)
    return match.mentions.words[first] == "coming"


def _sure(match: Match) -> Edit | None:
    return _timed(match) if match.named in _SURE else None


def _instead(match: Match) -> Edit | None:
    """ "make number 3 5:15 instead"."""
    if match.named not in _SURE or _cuts_clock(match):
        return None
    edit = _timed(match, _things(match)[0])
    return edit if edit is not None and not (edit.moment and edit.moment.is_delay) else None


def _cuts_clock(match: Match) -> bool:
    """Whether the reference ends within a clock time: "number 3 5 | 15"."""
    token = match.mentions.tokens[(match.span("THING") or (0, 0))[0]]
    return token > 0 and match.mentions.sentence.words[token - 1] == ":"


def _last_said(match: Match) -> Edit | None:
    """ "the 3 is at 7 pm, no at 6": what is said last counts."""
    first, second = _things(match)
    if match.named not in _NAMED or _cuts_clock(match) or _timed(match, first) is None:
        return None
    half = "am" if " am" in first.lower() else "pm" if "pm" in first.lower() else ""
    return _timed(match, second if any(map(str.isalpha, second)) else f"{second} {half}")


def _not_old(match: Match) -> Edit | None:
    """ "thursday should be 5:15 not 5:45": what is contradicted is set, so that a day alone may name it."""
    new, old = _things(match)
    if match.text("NEG").lower() not in ("", "not"):
        return None
    edit = _timed(match, new)
    is_old_time = read_phrase(old, match.mentions.sentence.context) is not None
    return edit if edit is not None and is_old_time and edit.target != Target() else None


def _mine(match: Match) -> Edit | None:
    """A new time for what was spoken of last."""
    edit = _timed(match)
    return replace(edit, target=Target()) if edit is not None else None


def _old_then_new(match: Match) -> Edit | None:
    """ "not 9, 9:30", "not sunday but monday"."""
    old, new = _things(match)
    if match.start > 1:
        return None  # "monday at 5, no, 5:30": of the reminder that the text asks for
    if read_phrase(old, match.mentions.sentence.context) is None:
        return None
    edit = _timed(match, new)
    return replace(edit, target=Target()) if edit is not None else None


def _said(match: Match) -> Edit | None:
    """Other words, which are no time."""
    first, last = match.span("THING") or (0, 0)
    message = match.rest("THING") if last == len(match.mentions.words) else match.mentions.text(first, last)
    is_time = first in match.mentions.times or read_phrase(message, match.mentions.sentence.context) is not None
    if match.named not in (Named.NUMBER, Named.KNOWN) or is_time or not any(map(str.isalpha, message)):
        return None
    return Edit(target=spoken_of(match.target), message=message.rstrip(" ."))


def _several_times(match: Match) -> Edit | None:
    """ "change 1 to 7am and 8pm": all of these times, never words."""
    words = match.text("THING")
    if match.named not in (Named.NUMBER, Named.KNOWN, Named.PRONOUN):
        return None
    found = _moments(match, words)
    if found is None:
        return None
    return replace(found, target=spoken_of(match.target))


def _moments(match: Match, words: str) -> Edit | None:
    """The times that ``words`` are and nothing else, as those of an edit."""
    if match.read_plainly is None or read_phrase(words, match.mentions.sentence.context) is not None:
        return None
    command = match.read_plainly(f"remind me to stretch at {words}", match.mentions.sentence.context)
    if not isinstance(command, Create) or any(task.message != "stretch" for task in command.tasks):
        return None
    first, *others = command.tasks
    if not others:
        return Edit(target=Target(), repeat=first.repeat) if first.repeat is not None else None
    moments = tuple(task.moment for task in others if task.moment is not None)
    if first.moment is None or len(moments) < len(others):
        return None
    return Edit(target=Target(), moment=first.moment, also=moments)


def _added(match: Match) -> Edit | None:
    """ "add 8am to the eye drops": one more time of the day."""
    if match.named not in (*_SURE, Named.NOTHING, Named.ITEM):
        return None
    context = match.mentions.sentence.context
    phrase = read_phrase(_things(match)[0], context)
    moment = resolve(phrase, context).moment if phrase is not None else None
    if moment is None or not moment.has_clock or moment.is_delay:
        return None
    return Edit(target=spoken_of(match.target), also=(moment,))


_BE = "(is|are|'s|should be|shud be|needs to be|has to be|must be|was supposed to be|is supposed to be|should have been|was meant to be|ought to be)"
_SAME_TIME = "[at] [the] same time"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"REF {_BE} [now] [at|on|for] NEW",
        build=_stated,
        examples=("the gym one is every weekday", "2 is at 7 pm", "reminder 3 should be at noon"),
        weight=4,
        overrules=True,
    ),
    Rule(
        pattern=f"REF {_BE} [at|on|for] THING (NEG|INSTEAD) [at|on] THING",
        build=_not_old,
        examples=("thursday should be 5:15 not 5:45", "2 should be 5:15 pm not 5:45", "my shift reminder should be at 9 instead of 10"),
        weight=14,
        overrules=True,
    ),
    Rule(
        pattern=f"REF {_BE} [at|on|for] THING RECONSIDER [at|on|for|make that] THING",
        build=_last_said,
        examples=("the 3 is at 7 pm, no at 6",),
        weight=10,
        overrules=True,
    ),
    Rule(
        pattern="(make|set|put|move|change|switch|have|do|start|begin) REF [to|at|for|on|be] THING INSTEAD",
        build=_instead,
        examples=("make number 3 5:15 instead", "make that wednesday noon instead", "set 2 for 9 instead"),
        weight=8,
        overrules=True,
    ),
    Rule(
        pattern="(start|begin|do|have) IT (at|on|for|to) NEW",
        build=_mine,
        examples=("start it at 7:30", "do it at 9 pm"),
        weight=5,
        overrules=True,
    ),
    Rule(
        pattern="make REF [a|an] (recurring|repeating|regular|weekly|daily) [thing|one|reminder|alarm] NEW",
        build=_sure,
        examples=("make that a recurring thing every friday", "make 2 a repeating reminder every monday"),
        weight=6,
        overrules=True,
    ),
    Rule(
        pattern="NEG [at|on] THING [but|it's|its|i said|i meant|i mean|make it] [at|on] THING",
        build=_old_then_new,
        examples=("not 9, 9:30", "not sunday, monday"),
        weight=6,
        overrules=True,
    ),
    Rule(
        pattern="[nvm|nevermind] TIME (is|works|would be|'s|will be|was) (fine|good|better|great|perfect|best|right)",
        build=_mine,
        examples=("6 is fine", "friday is better"),
        weight=-1,
    ),
    Rule(
        pattern=f"(CHANGE|MOVE|ADVANCE) REF [back|over] (to|for|until) TIME {_SAME_TIME}",
        build=_timed,
        examples=("move 2 to monday same time", "push 3 to friday same time"),
        weight=5,
        overrules=True,
    ),
    Rule(
        pattern=f"REF [MODAL|has|have|was|were|got|get|is|needs to|need to|had] [been|be] (CHANGE+ED|MOVE+ED|ADVANCE+ED) [back|up|over|out] (to|until|for) TIME [{_SAME_TIME}]",
        build=_stated,
        examples=("2 got moved to friday same time", "3 was pushed back to 4 pm", "my gym alarm has been moved to 8"),
        weight=6,
        overrules=True,
    ),
    Rule(
        pattern="REF (should|must|needs to|ought to|has to|is supposed to|was supposed to) (say|read|be called|be) THING",
        build=_said,
        examples=("4 should say dad's statin", "5 should just be leave for soccer", "2 3 and 4 should say midterm paper"),
        weight=8,
        overrules=True,
    ),
    Rule(
        pattern="(CHANGE|MOVE|make) REF [to|at|for|be] THING",
        build=_several_times,
        examples=("change 1 to 7am and 8pm", "make 2 8am, 12pm and 4pm"),
        weight=8,
        overrules=True,
    ),
    Rule(
        pattern="REF (should be|needs to be|ought to be) [at] THING",
        build=_several_times,
        examples=("2 should be at 8am and 8pm",),
        weight=8,
        overrules=True,
    ),
    Rule(
        pattern="(ADD|include) [a|an|another|one] [at] THING [one|time|dose] to REF",
        build=_added,
        examples=("add 8am to my pills alarm", "add 8 pm to 2"),
        weight=6,
        overrules=True,
    ),
    Rule(
        pattern="you (left out|missed|forgot|skipped|left off|dropped|omitted) [the|about] THING [one|dose|time]",
        build=_added,
        examples=("you left out 8 am", "you missed 4pm"),
        weight=6,
        overrules=True,
    ),
)  # fmt: skip
