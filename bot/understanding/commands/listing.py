"""Asking what is there, or when one of them comes."""

from bot.understanding.command import ListReminders
from bot.understanding.intents.targets import content_words, period_in
from bot.understanding.match import Match, Named
from bot.understanding.rules import Builders


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
# "the items that I made note of", "did I", "that I was"

BUILDERS: Builders = {
    "ours": _ours,
    "plans": _plans,
    "list": _list,
    "of_text": _of_text,
    "on_plan": _on_plan,
    "of_items": _of_items,
}
