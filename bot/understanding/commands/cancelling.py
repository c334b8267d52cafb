"""Taking reminders back: "cancel 2", "delete the dentist reminder", "don't wake me tomorrow"."""

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Cancel, CancelAll, Period, Target
from bot.understanding.intents.targets import content_words, names_reminder, period_of_phrase, read_target
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rewording import terms_of
from bot.understanding.rules import Builders
from bot.understanding.sentence import TimeMention

Cancelled = Cancel | CancelAll


def _any(match: Match) -> Cancelled | None:
    """Whatever REF names. A verb of switching ("turn off") removes only what is surely a reminder."""
    return _sure(match) if _is_switch(match) else _cancelled(match)


def _is_switch(match: Match) -> bool:
    """True for "turn off", "take off"."""
    verb = match.span("CANCEL")
    return verb is not None and verb[1] - verb[0] > 1 and match.mentions.is_a("TURN", verb[0])


def _called_off(match: Match) -> Cancelled | None:
    """What may be an errand with other verbs: "cancel dinner on sunday", not "remove the chicken at 5"."""
    return None if match.named in (*SURE, Named.PLAN) else _cancelled(match)


def _sure(match: Match) -> Cancelled | None:
    return _cancelled(match) if match.named in (*SURE, Named.PLAN) else None


def _named(match: Match) -> Cancelled | None:
    """As ``_sure``, where more than "it" is said: "don't set the alarm", not "don't want that"."""
    return _sure(match) if match.named is not Named.PRONOUN else None


def _item(match: Match) -> Cancelled | None:
    """ "no alarm sunday", not "no gym reminder this week", of which the week is left out."""
    first, _ = match.span("REF") or (0, 0)
    labels = match.mentions.labels[first]
    return _named(match) if "ITEM" in labels or "ITEMS" in labels else None


def _thing_off(match: Match) -> Cancelled | None:
    """ "alarm off", not "hold my alarm off"."""
    first, _ = match.span("REF") or (0, 0)
    opening = match.mentions.labels[first].keys()
    return _sure(match) if match.named is Named.NUMBER or not opening.isdisjoint(_OPENING) else None


def _asked(match: Match) -> Cancelled | None:
    """ "could you take the haircut off"."""
    sentence = match.mentions.sentence
    return _cancelled(match) if sentence.first > 0 and not sentence.timed else _sure(match)


def _some(_: Match) -> Cancelled | None:
    """ "cancel and start a new timer"."""
    return Cancel(target=Target())


def _definite(match: Match) -> Cancelled | None:
    """ "forget the oil change", not "forget the oil change at 5"."""
    first, last = match.span("REF") or (0, 0)
    has_time = any(at in match.mentions.times for at in range(first, last))
    is_there = "DEF" in match.mentions.labels[first] and not has_time
    return _cancelled(match) if is_there or match.named in SURE else None


def _short(match: Match) -> Cancelled | None:
    """ "drop yoga", which can be nothing else than something that is there."""
    first, last = match.span("REF") or (0, 0)
    return _cancelled(match) if last - first == 1 and first not in match.mentions.times else None


def _cancelled(match: Match) -> Cancelled | None:
    mentions, sentence = match.mentions, match.mentions.sentence
    span = match.span("REF") or (0, 0)
    if match.named is Named.PICK:
        return Cancel(target=match.target)
    if mentions.has("BUT", *span):
        return Cancel(target=Target())  # "all alarms except the gym alarm": which ones is asked
    first = _behind_all(match, *span)
    tokens = mentions.token_span(first, span[1])
    inside = tuple(one for one in sentence.timed if one.first >= tokens[0] and one.last <= tokens[1])
    words = content_words(sentence, *tokens, inside)
    target = _target(match, first, inside)
    if (words and _has_deadline(match, inside)) or _is_for_a_while(match, inside):
        return None
    is_whole = not target.numbers and not (target.is_last or target.is_next) and not _telling(match, words)
    if is_whole and _is_several(match, first):
        return CancelAll(period=target.period)
    return Cancel(target=target)


def _behind_all(match: Match, first: int, last: int) -> int:
    """Where "all of", "every" and the like end."""
    mentions = match.mentions
    while first < last - 1 and (length := max(mentions.lengths("ALL", first), default=0)):
        first += length
        first += mentions.is_a("OF_AND", first)
    return min(first, last - 1)


def _target(match: Match, first: int, inside: tuple[TimeMention, ...]) -> Target:
    """What REF names from ``first`` on, in the time that the pattern has behind it."""
    mentions, sentence = match.mentions, match.mentions.sentence
    span = match.span("REF") or (0, 0)
    target = match.target
    start, end = mentions.token_span(first, span[1])
    start -= start > 0 and sentence.words[start - 1] == "-"  # "-1" is no number of a reminder
    if first > span[0] or match.named in (Named.PRONOUN, Named.NUMBER):
        target = read_target(sentence, start, end)
    stretch = next((one for one in inside if one.phrase.is_delay and sentence.is_a(one.first, "for_word")), None)
    if stretch is not None and mentions.has("ITEMS", *span):  # "all alarms for two weeks"
        now = sentence.context.now.astimezone(sentence.context.zone)
        length = timedelta(seconds=stretch.phrase.delay_seconds or 0)
        words = sentence.text[stretch.phrase.start : stretch.phrase.end]
        return replace(target, period=Period(start=now, end=now + length, words=words))
    phrase, words = match.phrase, match.text("TIME") or match.text("NEW")
    if phrase is None and (lead := _before(match)) is not None:
        phrase, words = lead.phrase, sentence.text[lead.phrase.start : lead.phrase.end]
    if phrase is not None and target.period is None and not target.numbers:
        return replace(target, period=period_of_phrase(sentence, phrase, words))
    return target


def _before(match: Match) -> TimeMention | None:
    """The time that stands before the request: "tomorrow, cancel my alarm"."""
    leads = match.mentions.times.get(0, ())
    return next((mention for end, mention in leads if end == match.start), None)


def _is_for_a_while(match: Match, inside: tuple[TimeMention, ...]) -> bool:
    """True for "turn off my alarms for a week" and "... until monday", and for a time before what may be an errand."""
    mentions, sentence = match.mentions, match.mentions.sentence
    if any(sentence.is_a(one.first, "until") for one in inside):
        return True
    if match.start and match.named not in SURE and _before(match) is not None:
        return True  # "the 5th of june: cancel the gym"
    verb = match.span("CANCEL")
    if verb is not None and "TURN" not in mentions.labels[verb[0]]:
        return False
    is_dropped = match.span("DROP") is not None  # "stop alarm after 10 min"
    delays = [
        one for one in inside if one.phrase.is_delay and not (is_dropped and not sentence.is_a(one.first, "for_word"))
    ]
    return any(not names_reminder(sentence, one.last, one.last + 1) for one in delays)


def _telling(match: Match, words: str) -> bool:
    """Whether ``words`` tell some reminders from others: not "appointments" and "entries"."""
    sentence = match.mentions.sentence
    known = sentence.book.classes["them"] | sentence.book.classes["everything"]
    return any(word not in known for word in terms_of(words, sentence.context.locale.language))


def _is_several(match: Match, first: int) -> bool:
    mentions = match.mentions
    start, last = match.span("REF") or (0, 0)
    if match.named is Named.PLAN or mentions.is_a("EVERYTHING", start):
        return True
    is_this = "THIS" in mentions.labels[start]
    return not is_this and (first > start or mentions.has("ITEMS", start, last) or mentions.has("PLAN", start, last))


def _has_deadline(match: Match, inside: tuple[TimeMention, ...]) -> bool:
    """True for "cancel the trial before march 30": an errand that is to be done by then."""
    sentence = match.mentions.sentence
    is_due = bool(inside) and inside[-1].last >= sentence.last and sentence.is_a(inside[-1].first, "deadline")
    return is_due and match.named not in SURE


def _on_day(match: Match) -> Cancelled | None:
    """ "clear tomorrow", "nix the 4pm"."""
    phrase, sentence = match.phrase, match.mentions.sentence
    if phrase is None or phrase.is_repeat or _is_switch(match):
        return None
    period = period_of_phrase(sentence, phrase, match.text("TIME"))
    if period is None:
        return None
    return (
        CancelAll(period=period)
        if match.span("CLEAR") and not period.is_minute
        else Cancel(target=Target(period=period))
    )


def _about(match: Match) -> Cancelled | None:
    """ "don't remind me about the party", "enough about the flashcards": one reminder, by its words or its time."""
    mentions, span = match.mentions, match.span("THING")
    if span is None:
        return Cancel(target=Target())
    if mentions.has("REMIND", *span):
        return None
    target = read_target(mentions.sentence, *mentions.token_span(*span))
    return Cancel(target=target) if target != Target() else None


def _off(match: Match) -> Cancelled | None:
    """ "my call with ann is cancelled": what will not be needs no reminder."""
    first, last = match.span("REF") or (0, 0)
    is_whole = match.start == 0 and match.end == len(match.mentions.words)
    return _cancelled(match) if is_whole and last - first > 1 and "DEF" in match.mentions.labels[first] else None


_OPENING = frozenset({"ITEM", "ITEMS", "ALL", "DEF"})


def _keeping_others(match: Match) -> Cancel | None:
    """ "don't remind me of water anymore, keep all the others"."""
    if match.named not in (Named.KNOWN, Named.NUMBER, Named.OWN_ITEM) or match.target == Target():
        return None
    return Cancel(target=match.target)


BUILDERS: Builders = {
    "keeping_others": _keeping_others,
    "called_off": _called_off,
    "sure": _sure,
    "any": _any,
    "some": _some,
    "cancelled": _cancelled,
    "about": _about,
    "on_day": _on_day,
    "short": _short,
    "definite": _definite,
    "named": _named,
    "item": _item,
    "asked": _asked,
    "thing_off": _thing_off,
    "off": _off,
}
