"""Asking what is there, or when one of them comes."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import ListReminders
from bot.understanding.intents.targets import content_words, period_in
from bot.understanding.match import Match, Named
from bot.understanding.rules import Rule


def _list(match: Match) -> ListReminders:
    """Only what the reference names, where it names a reminder."""
    first, last = match.mentions.token_span(match.start, match.end)
    period = period_in(match.mentions.sentence, first, last)
    target = match.target
    return ListReminders(
        period=period,
        words=_words(match),
        numbers=target.numbers,
        only_next=target.is_next and not target.words,
    )


def _words(match: Match) -> str:
    """What the reminders asked for are about; the words of "my running list" name none."""
    of_reference = match.target.words if match.named is not Named.PLAN else ""
    return "" if of_reference.lower() in _EVERYTHING else of_reference or _thing(match)


def _thing(match: Match) -> str:
    """What is asked about, where THING names it: the quiche of "how much longer on my quiche timer"."""
    span = match.span("THING")
    if span is None or not match.rule.names_thing:
        return ""
    first, last = match.mentions.token_span(*span)
    inside = tuple(one for one in match.mentions.sentence.timed if one.first >= first and one.last <= last)
    return content_words(match.mentions.sentence, first, last, inside)


def _ours(match: Match) -> ListReminders | None:
    """As ``_list``, only where a reminder or a list of them is spoken of."""
    return _list(match) if match.named in _OURS else None


def _plans(match: Match) -> ListReminders | None:
    """As ``_ours``, of what is there for sure."""
    span = match.span("REF")
    is_own = span is not None and ("DEF" in match.mentions.labels[span[0]] or "ALL" in match.mentions.labels[span[0]])
    is_many = span is not None and (match.named is Named.PLAN or match.mentions.has("ITEMS", *span))
    return _ours(match) if is_own and is_many else None


def _on_plan(match: Match) -> ListReminders | None:
    is_told = (
        match.start > 0 and match.start - 1 in match.mentions.times
    )  # "march 5th is ann's birthday, put it on ..."
    is_told = is_told or any(end == match.start for several in match.mentions.times.values() for end, _ in several)
    return _list(match) if match.named is Named.PLAN and not is_told else None


def _of_items(match: Match) -> ListReminders | None:
    """As ``_plans``; what stands behind is no time to be reminded at ("remind me of my alarm in 2 hours")."""
    span = match.span("REF")
    if span is None or ("DEF" not in match.mentions.labels[span[0]] and "ALL" not in match.mentions.labels[span[0]]):
        return None
    times = [mention for at in range(*span) for _, mention in match.mentions.times.get(at, ())]
    if match.named is Named.PLAN and times:
        return None
    return _ours(match) if not any(one.phrase.fields.clocks or one.phrase.is_delay for one in times) else None


def _of_text(match: Match) -> ListReminders | None:
    """As ``_list``, where such words stand anywhere in the text."""
    mentions, span = match.mentions, match.span("THING")
    is_ours = span is not None and any(mentions.has(label, *span) for label in ("ITEM", "ITEMS", "PLAN"))
    return _list(match) if is_ours else None


_EVERYTHING = frozenset({"all", "everything", "all of them", "every"})
_OURS = frozenset({Named.NUMBER, Named.OWN_ITEM, Named.ITEM, Named.PLAN})
_BACK = "[back|again|out|out loud|aloud|back to me|to me|on screen|on the screen|up]"
# "the items that I made note of", "did I", "that I was"
_THAT_I = "[are|is|was|were] [it] [the|those] [THINGS] [it] [that] [are|was|were|did|do|am] [i] [did|do|was|am|had|made|have] [note of]"
ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"SHOW [me|us] [about|of|on|for|out|up|off] REF {_BACK}",
        build=_ours,
        examples=("read my reminder list back to me", "brief me about my alarms", "open my reminders"),
        weight=0,
    ),
    Rule(
        pattern=f"(repeat|play|give|get|send|text|message|resend) [me|us] REF {_BACK}",
        build=_plans,
        examples=("repeat my list back to me", "give me my agenda", "send me all my reminders"),
    ),
    Rule(
        pattern="[(SHOW|KNOW) [me|us]] how (much|many) [MORE] [time|minutes|hours|seconds|longer] [is|are|do i have|i have|does] [REF] [there] LEFT [(on|for|in|of|until|till|before) THING]",
        build=_list,
        examples=("how much time do I have left", "how many minutes are left in the second half"),
        names_thing=True,
        weight=8,
    ),
    Rule(
        pattern="[(on|for) REF] how much longer [(on|for|in|of|until|till|before|does|is) THING]",
        build=_list,
        examples=("how much longer on the quiche", "on my quiche timer how much longer"),
        names_thing=True,
        weight=8,
    ),
    Rule(
        pattern="[SHOW|KNOW] [me] [of|about] [what|what's] [the|my] (time|minutes|hours|seconds) LEFT [(on|for|in|of|until|till|before) REF]",
        build=_list,
        examples=("time left on the timer",),
        weight=8,
    ),
    Rule(
        pattern="[SHOW|KNOW] [me] [of|about] [what|what's] [is] [the|my] LEFT (time|minutes|hours|seconds) [(on|for|in|of|until|till|before) REF]",
        build=_list,
        examples=("remaining time on the reading timer", "let me know the remaining time on my timer"),
        weight=8,
    ),
    Rule(
        pattern="REF [time] LEFT [time]",
        build=_ours,
        examples=("alarm time left", "baking timer's remaining time"),
        weight=4,
    ),
    Rule(
        pattern="do i have [a lot of|lots of|enough|much|any] time LEFT [(on|for|in|of|until|till|before) REF]",
        build=_list,
        examples=("do I have a lot of time left",),
        weight=8,
    ),
    Rule(
        pattern="[SHOW|KNOW] [me] how long [it] (is|are|has|have|do|does|will|before|until|till) THING",
        build=_of_text,
        examples=("how long is left on the timer?", "tell me how long before the timer goes off"),
        weight=4,
    ),
    Rule(
        pattern="(when's|when is|is) [the|my] time up",
        build=_list,
        examples=("when's the time up",),
        weight=8,
    ),
    Rule(
        pattern="REF (is|are) [set] [for|to] WH [time|day]",
        build=_ours,
        examples=("our sewing club reminder is set for what time?", "the list of my reminders is what"),
        weight=6,
    ),
    Rule(
        pattern="(is|are) THING on REF",
        build=_on_plan,
        examples=("is checking the mail on my list of reminders",),
        names_thing=True,
        weight=6,
    ),
    Rule(
        pattern="on REF (is|are) there [a|an|any] THING",
        build=_on_plan,
        examples=("on my reminder list, is there a dentist appointment",),
        names_thing=True,
        weight=6,
    ),
    Rule(
        pattern=f"((KNOW|SHOW|remind) [me] [of|about] [WH]|WH) {_THAT_I} [not] [WANT+ED|WANT|trying|supposed|meant] [not] [to] [not] (REMEMBER|forget) [again]",
        build=_list,
        examples=("what did I want to remember", "what things did I want to remember"),
        weight=6,
    ),
    Rule(
        pattern="[i] (WANT+ED|WANT|meant|had|was supposed|am supposed) to REMEMBER [THINGS] WH [is|was|were|are] [it|that|they|those|again]",
        build=_list,
        examples=("I wanted to remember something, what was it",),
        weight=6,
    ),
    Rule(
        pattern="(SHOW|remind) [me|us] [of|about] [all] [the] THINGS [that|which|that are] on REF",
        build=_on_plan,
        examples=("remind me of the items on my list of things to remember",),
        weight=6,
    ),
    Rule(
        pattern="WH (do|does|did) REF (say|list|show|have|hold|contain|include|look like) [on it]",
        build=_ours,
        examples=("what does my running list of stuff to do list",),
        weight=6,
    ),
    Rule(
        pattern="(put|throw|bring) REF [up] on [the|my] (screen|display)",
        build=_ours,
        examples=("put the timer on screen",),
        weight=4,
    ),
    Rule(
        pattern="WH (do|does|did|is|are) THING",
        build=_of_text,
        examples=("what does my to do list say",),
        weight=-2,
    ),
    Rule(
        pattern="SHOW [me|us] (what|which|everything|all|anything|whatever|if|whether|how many) THING",
        build=_of_text,
        examples=("read what I added to the reminder list",),
        weight=3,
    ),
    Rule(
        pattern="remind me (of|about) REF [i have] [set]",
        build=_of_items,
        examples=("remind me of all the alarms I have for today", "remind me of my next reminders"),
        weight=2,
    ),
    Rule(
        pattern="how (close|far along|near) is REF [to|from|until] [THING]",
        build=_ours,
        examples=("how close is the timer to done",),
        weight=4,
    ),
    Rule(
        pattern="REF (status|statuses|details|settings|info)",
        build=_ours,
        examples=("alarm status",),
        weight=4,
    ),
    Rule(
        pattern="all [of] REF [TIMEWORD]",
        build=_ours,
        examples=("all alarm times",),
        weight=0,
    ),
)  # fmt: skip
