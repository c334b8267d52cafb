"""Questions about one reminder ("is that am or pm?", "does 2 stop on the 18th?") and about a day ("what's on friday")."""

# ruff: noqa: E501 - a line break would split a pattern in two

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.command import AskAbout, Asked, ListReminders, Target
from bot.understanding.intents.targets import period_in
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Rule
from bot.understanding.times.resolve import resolve

_LAST = Target(is_last=True)
_CLOCK = ("what", "time", "is", "it")  # asks for the time of day


def _is_repeated(match: Match) -> AskAbout | None:
    """ "is 3 every day?", where the number is read as the hour."""
    mentions = match.mentions
    number = mentions.sentence.tokens[mentions.tokens[match.start + 1]].word.number
    if number is None or match.phrase is None or not match.phrase.is_repeat:
        return None
    phrase = replace(match.phrase, fields=replace(match.phrase.fields, clocks=()))
    repeat = resolve(phrase, mentions.sentence.context).repeat
    return AskAbout(asked=Asked.REPEAT, target=Target(numbers=(int(number),)), repeat=repeat)


def _about(asked: Asked) -> Callable[[Match], AskAbout | None]:
    """A question about REF, or about the reminder mentioned last."""

    def build(match: Match) -> AskAbout | None:
        if match.span("REF") is not None and match.named not in SURE and match.named is not Named.EVENT:
            return None
        target = _LAST if match.target == Target() else match.target
        phrase = match.phrase
        is_choice = "or" in match.mentions.words  # "at noon or midnight" says neither
        resolved = resolve(phrase, match.mentions.sentence.context) if phrase is not None and not is_choice else None
        if resolved is None:
            return AskAbout(asked=asked, target=target)
        return AskAbout(asked=asked, target=target, moment=resolved.moment, repeat=resolved.repeat)

    return build


def _day(match: Match) -> ListReminders:
    first, last = match.mentions.token_span(match.start, match.end)
    return ListReminders(period=period_in(match.mentions.sentence, first, last))


def _still(match: Match) -> ListReminders | None:
    """The reminders that REF names, or that there is none: not all of them."""
    target = match.target
    if not target.numbers and not target.words and target.period is None:
        return None
    return ListReminders(words=target.words, numbers=target.numbers, period=target.period)


def _whole_day(match: Match) -> ListReminders | None:
    """ "whats tomorrow", and nothing else; "what's today" asks for the date."""
    is_whole = match.end - match.start == len(match.mentions.words)
    is_today = match.mentions.words[match.end - 1] == "today"
    return _day(match) if is_whole and not is_today else None


_THAT = "(that|it|this|that one|this one|the last one|the one)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="(is|are) TIME",
        build=_is_repeated,
        examples=("is 3 every day?",),
        weight=4,
    ),
    Rule(
        pattern="(did|do|have) (you|that|it|this) [even|actually|all] (get|save|set|work|understand|catch|hear|receive|go through|take|add|got|gotten|saved|stick|send) [that|it|this|them|me|all|all of that|my THING|what i said|set|through]",
        build=_about(Asked.IS_SET),
        examples=("did you get that?", "did that work", "did it save"),
        weight=6,
    ),
    Rule(
        pattern=f"(is|was|so is) {_THAT} [all] (set|saved|done|in|noted|added|scheduled|booked|good|okay|in there|on there|still on|still set|right) [like this|like that]",
        build=_about(Asked.IS_SET),
        examples=("is it set?", "is that saved", "is it good like this?"),
        weight=6,
    ),
    Rule(
        pattern="(did|have|has|do) (you|that|it) [also|already|ever|even] (set|save|add|make|put in|note|schedule|get|got|catch|understand|hear|added|saved|noted|scheduled) [up] REF",
        build=_about(Asked.IS_SET),
        examples=("did you set the dress one?", "have you got the pill reminder"),
        weight=8,
    ),
    Rule(
        pattern="(is|are|was|were) REF still (on|set|there|active|scheduled|coming|good|in|on there|in there|going) [for|on|at] [TIME]",
        build=_still,
        examples=("is the gym one still on", "is my haircut still scheduled"),
        weight=10,
    ),
    Rule(
        pattern="(it|that|this) is (set|saved|good|ok|right|correct|done) [like this|like that]",
        build=lambda match: AskAbout(asked=Asked.IS_SET, target=_LAST) if "?" in match.mentions.sentence.words else None,
        examples=("it is good like this?",),
        weight=6,
    ),
    Rule(
        pattern="(are|were) (those|these|they|both|them|all of them|all) [both|all] (set|saved|in|done|noted|good|right|there)",
        build=_about(Asked.IS_SET),
        examples=("are those both set now?",),
        weight=6,
    ),
    Rule(
        pattern="you (got|get|have) (it|that|this|me|all that)",
        build=lambda match: AskAbout(asked=Asked.IS_SET, target=_LAST) if "?" in match.mentions.sentence.words else None,
        examples=("you got that?",),
        weight=6,
    ),
    Rule(
        pattern=f"(is|was|are) ({_THAT}|REF) [set] [for|at] [TIME|NUMBER] [in the] (am or pm|pm or am|am or|pm or|or pm|or am|am|pm|morning or night|morning or evening|morning or afternoon|day or night|am or p|a or p) [am|pm|TIME]",
        build=_about(Asked.HALF),
        examples=("wait is that 1 am or pm", "is that am or pm?", "is it morning or night"),
        weight=8,
    ),
    Rule(
        pattern="(is|was|are) (that|it|this|that one|this one|REF) [set] [for|at|in] [the] (TIME|morning|evening|night|afternoon) or [at|in] [the] (TIME|evening|night|afternoon|morning)",
        build=_about(Asked.HALF),
        examples=("is that in the morning or the evening?",),
        weight=8,
    ),
    Rule(
        pattern="[which] [is it] (am or pm|pm or am)",
        build=_about(Asked.HALF),
        examples=("am or pm?",),
        weight=8,
    ),
    Rule(
        pattern=f"(when|what time|what day|which day|what date|when's|what time's) [is|was|will|does] {_THAT} [set] [for|again|at|on|be|come|coming|due|going off|go off]",
        build=lambda match: None if match.mentions.words[match.start : match.end] == _CLOCK else _about(Asked.WHEN)(match),
        examples=("when is that again?", "what time was that for", "what day is it on"),
        weight=6,
    ),
    Rule(
        pattern=f"(is|was|so is) {_THAT} [set|supposed to be] [for|on|at] [a|the] TIME",
        build=lambda match: _about(Asked.WHEN)(match) if "?" in match.mentions.sentence.words else None,
        examples=("is that tomorrow?", "is that set for 5 pm?"),
        weight=4,
    ),
    Rule(
        pattern="(is|was|are) REF [set] [for|at|on|in] TIME [or TIME]",
        build=lambda match: _about(Asked.WHEN)(match) if "?" in match.mentions.sentence.words else None,
        examples=("is the pill reminder at 8?",),
        weight=2,
    ),
    Rule(
        pattern="what (time|day) [do|have] you (got|have|get) (me|it|that|this) [down] [for]",
        build=_about(Asked.WHEN),
        examples=("what time u got me down for",),
        weight=8,
    ),
    Rule(
        pattern="(does|do|will|would|did|is|are) REF [ever] (stop|end|finish|run out|expire|go until|last until|go till|ending|stopping|run until) [on|by|at|after|in] [TIME]",
        build=_about(Asked.END),
        examples=("does 2 stop on the 18th?", "will the pill reminder stop in december"),
        weight=6,
    ),
    Rule(
        pattern="(when|until when|how long|til when|till when|what day) (does|do|will|is|are) REF (stop|end|finish|last|run|keep going|repeat|go on|going|over|ending|run out|go)",
        build=_about(Asked.END),
        examples=("when does 2 end", "how long does it keep going"),
        weight=8,
    ),
    Rule(
        pattern="(does|do|will|is|are) REF (go on|keep going|last|continue|repeat|carry on|keep on|keep coming|go) (forever|for ever|always|indefinitely)",
        build=_about(Asked.END),
        examples=("does 2 go on forever?",),
        weight=8,
    ),
    Rule(
        pattern="(does|do|will) REF [also] (repeat|recur|come|come back|happen again|come again|go off) [TIME|again|every time]",
        build=_about(Asked.REPEAT),
        examples=("does 3 repeat?", "will it come every day"),
        weight=6,
    ),
    Rule(
        pattern=f"(is|are) ({_THAT}|REF) [set|just|only] [for] (once|one time|recurring|repeating|on repeat|TIME)",
        build=lambda match: _about(Asked.REPEAT)(match) if match.phrase is None or match.phrase.is_repeat else None,
        examples=("is that just once",),
        weight=4,
    ),
    Rule(
        pattern="[so] (what's|what is|what|anything) (on tap|in store|cooking|lined up|on deck|going on|up|happening|next up|the plan|on the menu|on the docket|on the agenda|on) [for] TIME",
        build=_day,
        examples=("whats on tap tomorrow", "anything going on friday"),
        weight=8,
    ),
    Rule(
        pattern="(what's|what is) [on|for] TIME",
        build=_whole_day,
        examples=("whats tomorrow",),
        weight=-2,
    ),
    Rule(
        pattern="(which|what) [ones|one|reminders|of them|of those|things] (are|is|do i have|have i got|were) [there|set|due|coming] [for|on|at|in] TIME",
        build=_day,
        examples=("which are today", "which do I have for tomorrow"),
        weight=6,
    ),
    Rule(
        pattern="[is there|do i have|have i got|is] (anything|something|nothing) [else] [for|on|due|set|at] TIME",
        build=_day,
        examples=("anything thursday?",),
        weight=6,
    ),
    Rule(
        pattern="what did i (ask|tell|say|text|give|want|have) [you|to you] [to remind me] [of|about|for|on] TIME",
        build=_day,
        examples=("what did I tell you for wednesday",),
        weight=8,
    ),
    Rule(
        pattern="((what's|what is|what comes|anything) [coming] [up] (after that|after this|next|after|afterwards|later)|when (do|will|are) you (text|texting|remind|message) me [next|again])",
        build=lambda _: ListReminders(only_next=True),
        examples=("um whats after that",),
        weight=8,
    ),
    Rule(
        pattern="what (does|do|has|have|is|are) (SOMEBODY|my SOMEBODY|the SOMEBODY) (have|got|need|doing|due) [to do|to take|going on|coming up|on] TIME",
        build=_day,
        examples=("what does dad have today", "what do the kids have tomorrow"),
        weight=8,
    ),
    Rule(
        pattern="(what have i got|what do i have|what do i got|what i got|what else [do] [i have|i got]|whatcha got [for me]|what do you have [for me]|what you got [for me]) [coming up|left|to do|on] [for|on] [TIME]",
        build=_day,
        examples=("what have I got", "what do you have for me"),
        weight=6,
    ),
)  # fmt: skip
