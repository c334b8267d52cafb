"""What a rule matched: its slots as values, and how surely a reference names a reminder that is there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.domain.naming import named_by
from bot.understanding.caching import cached_attribute
from bot.understanding.command import Command, Target
from bot.understanding.context import Context
from bot.understanding.intents.targets import content_words, read_numbers, read_some, read_target
from bot.understanding.mentions import Mentions
from bot.understanding.preprocessing import make_sentence
from bot.understanding.rules import Bound, Rule
from bot.understanding.times.days import Day
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase


class Named(Enum):
    """How a reference names a reminder, and what that is worth, see ``scoring.py``."""

    NOTHING = ("nothing", 1)  # no reference said
    NUMBER = ("number", 6)  # "2", "#3 and 4"
    PRONOUN = ("pronoun", 5)  # "it", "that one"
    OWN_ITEM = ("own item", 6)  # "my 7 am alarm", "all reminders", "the gym one"
    ITEM = ("item", 5)  # "alarm", "gym reminder"
    PICK = ("pick", 5)  # "both", "the last two", "the other one"
    KNOWN = ("known", 6)  # words of a reminder that is set
    PLAN = ("plan", 4)  # "my list", "the calendar"
    EVENT = ("event", 0)  # "my dentist appointment"
    DEFINITE = ("definite", -7)  # "the dentist": may be an errand
    WORDS = ("words", -8)  # "dentist": may be anything
    NEW_ITEM = ("new item", -12)  # "an alarm", "two alarms": one to be made
    NOT_OURS = ("not ours", -14)  # "the song", "the traffic alert"

    @property
    def weight(self) -> int:
        return int(self.value[1])


_NOT_OURS = ("MUSIC", "TRAFFIC", "WEATHER", "NOT_OURS")


@dataclass(eq=False)
class Match:
    rule: Rule
    mentions: Mentions
    start: int
    end: int
    bound: Bound
    read_plainly: "Callable[[str, Context], Command] | None" = None  # reads a request in other words

    def span(self, name: str) -> tuple[int, int] | None:
        return next(((first, last) for slot, first, last in self.bound if slot == name), None)

    def text(self, name: str) -> str:
        span = self.span(name)
        return self.mentions.text(*span) if span else ""

    def rest(self, name: str) -> str:
        """The text from a slot to the end of the sentence, as it was written."""
        span, sentence = self.span(name), self.mentions.sentence
        return sentence.text[sentence.tokens[self.mentions.tokens[span[0]]].start :] if span else ""

    @cached_attribute
    def target(self) -> Target:
        """The reminders that REF names; an empty target without one, and for "it"."""
        span = self.span("REF")
        if span is None:
            return Target()
        first, last = span
        if self._cuts_time(first, last):
            part = make_sentence(self.mentions.text(first, last), self.mentions.sentence.context)
            target = read_target(part, part.first)
        else:
            target = read_target(self.mentions.sentence, *self.mentions.token_span(first, last))
        return Target() if self.named is Named.PRONOUN and not target.numbers else target

    @cached_attribute
    def named(self) -> Named:
        span = self.span("REF")
        return Named.NOTHING if span is None else named(self.mentions, *span)

    @cached_attribute
    def day_of_reference(self) -> Day | None:
        """The one day that REF names."""
        first, last = self.span("REF") or (0, 0)
        days = [one.fields.day for one in self._times(first, last) if not one.is_repeat]
        return next((day for day in days if day is not None), None)

    @property
    def names_hour(self) -> bool:
        """True where REF names an hour: "the 8 am one"."""
        return any(one.fields.clocks for one in self._times(*(self.span("REF") or (0, 0))))

    def _cuts_time(self, first: int, last: int) -> bool:
        """True where a time mention goes on behind the stretch."""
        return any(at < last < end for at in range(first, last) for end, _ in self.mentions.times.get(at, ()))

    def _times(self, first: int, last: int) -> list[TimePhrase]:
        """The times within a stretch, also those that go on behind it ("tomorrow at noon | to 2 pm")."""
        if first >= last:
            return []
        sentence = self.mentions.sentence
        if self._cuts_time(first, last):
            return [one.phrase for one in make_sentence(self.mentions.text(first, last), sentence.context).timed]
        start, behind = self.mentions.token_span(first, last)
        return [one.phrase for one in sentence.timed if one.first >= start and one.last <= behind]

    @cached_attribute
    def seconds(self) -> int:
        """LENGTH in seconds."""
        first, last = self.span("LENGTH") or (0, 0)
        return next((seconds for behind, seconds in self.mentions.lengths_of_time(first) if behind == last), 0)

    @cached_attribute
    def phrase(self) -> TimePhrase | None:
        """The time that NEW or TIME names."""
        if span := self.span("NEW"):
            mention = self.mentions.new_time(*span)
            return mention.phrase if mention is not None else None
        span = self.span("TIME")
        return self.mentions.time(*span).phrase if span else None


def named(mentions: Mentions, first: int, last: int) -> Named:
    """How the words from ``first`` to ``last`` name a reminder."""
    labels = mentions.labels
    tokens = mentions.token_span(first, last)
    if _is_quoted(mentions, first, last):
        return Named.OWN_ITEM
    if read_numbers(mentions.sentence, *tokens) is not None:
        return Named.NUMBER
    if read_some(mentions.sentence, *tokens) is not None:
        return Named.PICK
    if last - first in mentions.lengths("IT", first):
        return Named.PRONOUN
    if _is_clause(mentions, first, last):
        return Named.NOT_OURS
    if is_own_plan(mentions, first, last):
        return Named.PLAN
    head = next((at for at in range(first, last) if "ITEM" in labels[at] or "ITEMS" in labels[at]), None)
    if head is not None:
        return _named_item(mentions, first, head, last)
    return Named.KNOWN if _is_known(mentions, first, last) else _named_by_words(mentions, first, last)


def _is_known(mentions: Mentions, first: int, last: int) -> bool:
    """Whether the words, times aside, are those of a reminder that the person has set."""
    sentence = mentions.sentence
    if not sentence.context.known or "INDEF" in mentions.labels[first]:
        return False
    start, end = mentions.token_span(first, last)
    inside = tuple(one for one in sentence.timed if one.first >= start and one.last <= end)
    words = content_words(sentence, start, end, inside)
    return any(map(str.isalpha, words)) and bool(named_by(words, sentence.context.known))


def _is_quoted(mentions: Mentions, first: int, last: int) -> bool:
    """True for a reminder by its words in quotation marks."""
    sentence = mentions.sentence
    start, behind = mentions.token_span(first, last)
    return (sentence.tokens[start].start - 1, sentence.tokens[behind - 1].end + 1) in sentence.quoted


def _is_clock(mentions: Mentions, first: int, last: int) -> bool:
    phrase = read_phrase(mentions.text(first, last), mentions.sentence.context)
    return phrase is not None and bool(phrase.fields.clocks) and not phrase.is_repeat


def _named_item(mentions: Mentions, first: int, head: int, last: int) -> Named:
    """How words with "alarm" or the like at ``head`` name one: what precedes is its name, what follows its topic."""
    labels, opening = mentions.labels, mentions.labels[first]
    is_told = any(_is_finish(mentions, at) for at in range(max(1, head), last))
    if is_told and not {"that", "which"} & set(mentions.words[head:last]):
        return Named.NOT_OURS  # a clause: "my alarm goes off at 6"
    if any(mentions.has(label, first, head) for label in _NOT_OURS):
        return Named.NOT_OURS
    if "INDEF" in opening or mentions.counts_items(first, head):
        return Named.NEW_ITEM
    is_own = "DEF" in opening or "ALL" in opening or "LAST" in opening or first in mentions.times
    return Named.OWN_ITEM if is_own or "ITEMS" in labels[head] else Named.ITEM


def _is_finish(mentions: Mentions, at: int) -> bool:
    """True for the end of "my alarm goes off", not for that of "my reminder to go shopping"."""
    lengths = mentions.lengths("FINISH", at)
    return bool(lengths) and (max(lengths) > 1 or mentions.words[at - 1] != "to")


def _named_by_words(mentions: Mentions, first: int, last: int) -> Named:
    labels, opening = mentions.labels, mentions.labels[first]
    if mentions.words[first] == "everything" and all(
        at in mentions.times for at in range(first + 1, min(first + 2, last))
    ):
        return Named.OWN_ITEM  # "everything on friday"
    if "MY" in opening and last > first + 1 and _is_clock(mentions, first + 1, last):
        return Named.OWN_ITEM  # "my 2 o'clock"
    is_one = mentions.words[last - 1] == "one" or (
        mentions.words[first + 1 : first + 2] == ("one",) and "PREP" in labels[first + 2]  # "the one about taxes"
    )
    if is_one and ("DEF" in opening or "ALL" in opening):
        return Named.OWN_ITEM
    is_other_list = any("OTHER_LIST" in labels[at] and "PLAN" in labels[at + 1] for at in range(first, last - 1))
    if is_other_list or any(mentions.has(label, first, last) for label in _NOT_OURS):
        return Named.NOT_OURS
    if "INDEF" in opening:
        return Named.NEW_ITEM
    is_owned = first in mentions.times and mentions.words[mentions.times[first][0][0] - 1].endswith(("'s", "s'"))
    if "DEF" in opening or "ALL" in opening or is_owned:
        return Named.EVENT if _ends_with_event(mentions, first, last) else Named.DEFINITE
    return Named.WORDS


def _ends_with_event(mentions: Mentions, first: int, last: int) -> bool:
    """True for "my dentist appointment" and "the call on friday", not for "the meeting room"."""
    time = next((at for at in range(first + 1, last) if at in mentions.times), last)
    time -= time > first + 1 and "SET+ED" in mentions.labels[time - 1]  # "my eye exam scheduled for monday"
    return any("EVENT" in mentions.labels[at - 1] for at in (time, last))


def _is_clause(mentions: Mentions, first: int, last: int) -> bool:
    """True where the words are a sentence or a request rather than a name: "me an alarm", "2 and remind me at 5"."""
    labels, words = mentions.labels, mentions.words
    if (
        "OPENING_VERB" in labels[first]
        and labels[first].keys().isdisjoint(("ITEM", "ITEMS"))
        and (first not in mentions.times)
    ):
        return True
    if "TIMEWORD" in labels[first] and "from" in words[first:last]:
        return True  # "remove | time from my timer"
    if any("TELLING" in labels[at] and "JOINS" not in labels[at - 1] for at in range(first + 1, last)):
        return True  # "the permit | I already got it"
    if any(one.phrase.is_delay and words[end : end + 1] == ("from",) for end, one in mentions.times.get(first, ())):
        return True  # "delete | a minute from my timer"
    if any(_is_request_about_it(mentions, at) for at in range(first + 1, last - 1)):
        return True  # "my alarm, delete it"
    joined = (at for at in range(first + 1, last - 1) if words[at] in ("and", "then", "but"))
    asked = (at for at in range(first, last - 1) if _is_asked(mentions, at))
    return next(asked, None) is not None or any(_starts_request(mentions, at + 1, last) for at in joined)


def _is_request_about_it(mentions: Mentions, at: int) -> bool:
    labels = mentions.labels
    return "SURE_VERB" in labels[at] and mentions.words[at - 1] != "to" and "IT" in labels[at + 1]


def _starts_request(mentions: Mentions, at: int, last: int) -> bool:
    """True for "delete ..." and "reschedule it", not for "reschedule for tomorrow", which is of what was named."""
    labels = mentions.labels
    is_move = "MOVE" in labels[at] and at + 1 < last and not labels[at + 1].keys().isdisjoint(("IT", "ITEM", "DEF"))
    return is_move or "SURE_VERB" in labels[at]


def _is_asked(mentions: Mentions, at: int) -> bool:
    """True for "remind me", not for "to wake me"."""
    words = mentions.words
    return words[at] in ("remind", "wake") and words[at + 1] in ("me", "us") and (not at or words[at - 1] != "to")


def is_own_plan(mentions: Mentions, first: int, last: int) -> bool:
    """True for "my list" and "the whole calendar", not for "the book list"."""
    at = next((at for at in range(first, last) if "PLAN" in mentions.labels[at]), None)
    if (
        at is None
        or (at + 1 < last and "ITEM" in mentions.labels[at + 1])
        or any("OTHER_LIST" in mentions.labels[place] for place in range(first, last))
    ):
        return False
    return all("OWN_LIST" in mentions.labels[place] or "ALL" in mentions.labels[place] for place in range(first, at))


SURE = frozenset({Named.NUMBER, Named.PRONOUN, Named.OWN_ITEM, Named.ITEM, Named.PICK, Named.KNOWN})
