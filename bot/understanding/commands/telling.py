"""News about a reminder that is set: "doctor changed metformin to 7", "no school friday, so no pickup".

A statement changes only what it names by words of a reminder that is there; else the reply asks.
"""

# ruff: noqa: E501 - a line break would split a pattern in two

from dataclasses import replace

from bot.understanding.command import Cancel, Edit, Target
from bot.understanding.commands.correcting import is_arrival
from bot.understanding.commands.skipping import periods_in, weekdays_in
from bot.understanding.intents.targets import read_target, spoken_of
from bot.understanding.match import Match, Named, named
from bot.understanding.rules import Rule
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

_MOST_SPEAKER_WORDS = 4
_KNOWN = frozenset({Named.KNOWN, Named.NUMBER, Named.OWN_ITEM})
_NAMED = frozenset({Named.KNOWN, Named.NUMBER})


def _is_speaker(match: Match) -> bool:
    """Whether the first THING may be who says so: "my doctor", "prof", "the lady at the desk"."""
    first, last = match.span("THING") or (0, 0)
    labels = match.mentions.labels
    is_verb = any(
        "SURE_VERB" in labels[at] or "REMIND" in labels[at] or "WH" in labels[at] for at in range(first, last)
    )
    return last - first <= _MOST_SPEAKER_WORDS and not is_verb and "NEG" not in labels[first]


def _changed(match: Match) -> Edit | None:
    """A new time, or another repeat, for what is known by its words."""
    phrase = match.phrase
    if not _is_named(match) or is_arrival(match) or phrase is None or (match.span("THING") and not _is_speaker(match)):
        return None
    resolved = resolve(phrase, match.mentions.sentence.context)
    if (resolved.moment is None and resolved.repeat is None) or phrase.is_delay:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _is_named(match: Match) -> bool:
    """Whether REF is a number or words of a reminder, and no part of a clock time: "we said 6 | :15"."""
    _, last = match.span("REF") or (0, 0)
    behind = match.mentions.tokens[last - 1] + 1
    return match.named in _NAMED and match.mentions.sentence.word(behind) != ":"


def _changed_from(match: Match) -> Edit | None:
    """ "8 not 9 for plants", "not tuesday, wednesday for piano": the new time and the old one, in this order."""
    new, old = _new_and_old(match)
    return _edit(match, new, old) if match.named in _KNOWN else None


def _new_and_old(match: Match) -> tuple[str, str]:
    said = [match.mentions.text(first, last) for slot, first, last in match.bound if slot == "THING"]
    is_old_first = match.mentions.words[match.start] in ("not", "no")
    return (said[1], said[0]) if is_old_first else (said[0], said[1])


def _edit(match: Match, new: str, old: str) -> Edit | None:
    context = match.mentions.sentence.context
    phrase = read_phrase(new, context) or read_phrase(f"at {new}", context)
    before = read_phrase(old, context) or read_phrase(f"at {old}", context)
    if phrase is None or before is None or phrase.is_delay:
        return None
    resolved = resolve(phrase, context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=spoken_of(match.target), moment=resolved.moment, repeat=resolved.repeat)


def _off_then(match: Match) -> Edit | Cancel | None:
    """ "no school friday so no pickup", "the nurse isn't coming friday": not on the day that is named last."""
    if match.named not in (*_NAMED, Named.ITEM, Named.OWN_ITEM):
        return None
    mentions, target = match.mentions, replace(match.target, period=None)
    if not (target.words or target.numbers):
        return None
    spans = [(first, last) for slot, first, last in match.bound if slot == "TIME"]
    words = mentions.text(*spans[-1]) if spans else ""
    weekdays = weekdays_in(match, words) if words.lower().endswith("s") else ()
    if weekdays:
        return Edit(target=target, but_weekdays=weekdays)
    periods = periods_in(match, words.removeprefix("on "))
    return Edit(target=target, skipped=periods) if periods else None


def _not_then(match: Match) -> Edit | None:
    """ "don't remind me about water on weekends": about what THING names, not on the days behind it."""
    things = [(first, last) for slot, first, last in match.bound if slot == "THING"]
    mentions = match.mentions
    if named(mentions, *things[0]) not in _KNOWN:
        return None
    target = read_target(mentions.sentence, *mentions.token_span(*things[0]))
    words = mentions.text(*things[1])
    weekdays = (
        weekdays_in(match, words) if words.lower().endswith("s") or words.lower().startswith(("every", "each")) else ()
    )
    if weekdays:
        return Edit(target=target, but_weekdays=weekdays)
    periods = periods_in(match, words)
    return Edit(target=target, skipped=periods) if periods else None


def _keeping_others(match: Match) -> Cancel | None:
    """ "don't remind me of water anymore, keep all the others"."""
    if match.named not in _KNOWN or match.target == Target():
        return None
    return Cancel(target=match.target)


_TOLD = "(CHANGE+ED|MOVE+ED|ADVANCE+ED|switched|put|set|made|wants|wanted|says|said|say|told me|told us|thinks|asked for|asked|prescribed|ordered|decided)"
_TO = "(to|at|for|on|until|should be|is|are|now|be|at the|goes to|go to|needs to be|has to be|every)"
_SAYING = "[that|to take|to give|take|give|to do|to have]"
_OFF = "(isn't|is not|isnt|won't be|wont be|will not be|ain't|not|aint|doesn't|does not|doesnt|didn't|can't|cannot|cant|won't|wont) [be] [coming|happening|here|in|there|on|working|come|make it|making it|meeting|held|due|needed|have|do|going]"
_CALLED_OFF = "(is|are|was|were|has been|got|'s|been) [all] (off|CANCEL+ED|cancelled|canceled|called off|closed|out|away|not on|not happening|not needed)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"THING {_TOLD} {_SAYING} REF [back|over|up] [{_TO}] NEW [now|instead|from now on|going forward|INSTEAD]",
        build=_changed,
        examples=("doctor changed 1 to 7 in the evening", "my boss moved 2 to 4 pm", "doc says 3 every 6 hours now"),
        weight=12,
        overrules=True,
    ),
    Rule(
        pattern="REF (is|are|has been|was|got|'s) [now|being] [CHANGE+ED|MOVE+ED|CHANGE|MOVE] [to|at|on|every] NEW [now|instead|from now on]",
        build=_changed,
        examples=("2 is now tuesdays and thursdays at 11",),
        weight=6,
        overrules=True,
    ),
    Rule(
        pattern="REF [only|just] (need it|needs it|need them|needs to be done|comes|goes|happens|starts|runs|meets|is only|are only) [at|on|every] NEW [now|instead|from now on]",
        build=_changed,
        examples=("2 only needs it mondays and thursdays now",),
        weight=6,
        overrules=True,
    ),
    Rule(
        pattern="[it's|its|it is|make it|make that|do|i meant|i said] [at] THING [and] (not|instead of|rather than) [at] THING (for|on|with) REF",
        build=_changed_from,
        examples=("8 not 9 for 2", "it's 8 pm not 9 for reminder 2"),
        weight=14,
        overrules=True,
    ),
    Rule(
        pattern="not [at|on] THING [but|it's|its|i meant|make it] [at|on] THING (for|on|with) REF",
        build=_changed_from,
        examples=("not tuesday, wednesday for 2",),
        weight=14,
        overrules=True,
    ),
    Rule(
        pattern="(for|on|with|about) REF [it's|its|make it|do] [at] THING not [at] THING",
        build=_changed_from,
        examples=("for 2 it's 8 not 9",),
        weight=10,
        overrules=True,
    ),
    Rule(
        pattern="[THING] TIME [so|then|and|that means] (no|skip|no need for|don't need) REF [that day|then|that morning|that night|that evening|either]",
        build=_off_then,
        examples=("no school friday so no 2 that day", "blood test thursday so skip 3"),
        weight=16,
        overrules=True,
    ),
    Rule(
        pattern="THING [so|then|and|that means] (no|skip|no need for|don't need) REF [on] TIME",
        build=_off_then,
        examples=("coach is sick so no gym reminder on tuesday",),
        weight=16,
        overrules=True,
    ),
    Rule(
        pattern=f"REF {_OFF} TIME",
        build=_off_then,
        examples=("2 isn't happening this friday",),
        weight=10,
        overrules=True,
    ),
    Rule(
        pattern=f"REF {_CALLED_OFF} TIME",
        build=_off_then,
        examples=("2 is off on friday",),
        weight=10,
        overrules=True,
    ),
    Rule(
        pattern=f"TIME REF {_CALLED_OFF} [THING]",
        build=_off_then,
        examples=("thursday 2 is off",),
        weight=14,
        overrules=True,
    ),
    Rule(
        pattern="[i|we] (don't|dont|do not|never|no need to|stop) [want to be|be|WANT] (remind|reminding|text|texting|ping|tell|bug|nudge|reminded) [me|us] [about|of|to|for|with] THING (on|in|at|during|every|each) THING",
        build=_not_then,
        examples=("don't remind me about 1 on weekends",),
        weight=14,
        overrules=True,
    ),
    Rule(
        pattern="[i|we] (don't|dont|do not|no need to|stop|quit) [want to be|be|WANT] (remind|reminding|text|texting|ping|pinging|tell|telling|bug|nudge|reminded) [me|us] [about|of|to|for|with] REF [ANYMORE|from now on] [and|but|just] (keep|leave|keep on|but not) [all|on] [the|of the|my] (others|rest|other ones|other|other reminders|everything else)",
        build=_keeping_others,
        examples=("don't remind me of 2 anymore, keep all the others",),
        weight=14,
        overrules=True,
    ),
)  # fmt: skip
