"""The words that ask for a reminder: where they stand, and what kind of reminder they ask for."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from bot.understanding.caching import cached_lookup
from bot.understanding.languages.phrasebook import PAUSES, Phrasebook
from bot.understanding.records import positional_record
from bot.understanding.sentence import Sentence, TimeMention

_MOST_NAME_WORDS = 4  # "go to sleep"
_MOST_PEOPLE_WORDS = 3  # "the marketing team"


class Kind(StrEnum):
    REMIND = "remind"
    TELL = "tell"
    MAKE = "make"
    ALARM = "alarm"
    TIMER = "timer"
    WAKE = "wake"
    EVENT = "event"
    NEED = "need"


@positional_record
class Head:
    """A command at tokens ``first`` to ``last`` (excluded); ``cuts`` are the stretches of it that are no message.

    ``own_words`` are the stretches that serve as message where there is none ("wake up", "alarm"). ``repeats`` is True
    where the command says that it is to repeat.
    """

    kind: Kind
    first: int
    last: int
    cuts: tuple[tuple[int, int], ...]
    own_words: tuple[int, int] | None = None
    repeats: bool = False


def read_head(sentence: Sentence, at: int) -> Head | None:
    """The command that starts at token ``at``, None where there is none."""
    for read in _readers[sentence.book].get(sentence.word(at), ()):
        if (head := read(sentence, at)) is not None:
            return _with_second(sentence, head)
    return None


def opened_head(sentence: Sentence) -> Head | None:
    """A command behind "help me", "I really need to" and the like."""
    at = sentence.first
    while length := sentence.match("opener", at):
        at += length
    head = read_head(sentence, at) if at > sentence.first else None
    if head is None or not head.cuts or head.cuts[0][0] != at:
        return None
    return replace(head, first=sentence.first, cuts=((sentence.first, head.cuts[0][1]), *head.cuts[1:]))


def _read_wake(sentence: Sentence, at: int) -> Head | None:
    if length := sentence.match("wake", at):
        end = at + length
        own = _without_me(sentence, at, end)
        is_told = not sentence.is_a(at, "wake") or any(sentence.is_a(place, "me") for place in range(at, end))
        cuts = ((at, end),) if is_told else ()  # "wake up for the run" is an errand
        return Head(kind=Kind.WAKE, first=at, last=end, cuts=cuts, own_words=own)
    length = sentence.match("rise", at)
    if not length:
        return None
    end = at + length
    start = end - 2 if length > 1 else at
    return Head(kind=Kind.WAKE, first=at, last=end, cuts=((at, start),) if start > at else ())


def _without_me(sentence: Sentence, at: int, end: int) -> tuple[int, int] | None:
    """The words of ``wake me up`` that make a message: the verb and its "up", else nothing."""
    own = [at for at in range(at, end) if not sentence.is_a(at, "me")]
    is_verb = len(own) == 2 and sentence.is_a(end - 1, "getting_up")  # not "don't let me sleep past"
    return (at, end) if is_verb or sentence.is_a(at, "wakeup") else None


def _read_remind(sentence: Sentence, at: int) -> Head | None:
    length = sentence.match("remind", at)
    if not length:
        return None
    end = at + length
    if _is_for_another(sentence, at):
        return Head(kind=Kind.REMIND, first=at, last=at, cuts=())
    if sentence.is_a(end - 1, "possessive"):
        end -= 1
    end = _skip_when(sentence, end)
    return Head(Kind.REMIND, at, end, ((at, end),))


def _is_for_another(sentence: Sentence, at: int) -> bool:
    """True for "remind john to call me", "remind the team about lunch": who is to be told stays in the message."""
    classes, named = sentence.book.classes, sentence.word(at + 1)
    if sentence.words[at] not in classes["remind_word"] or sentence.timed_from(at + 1) is not None:
        return False
    if named in classes["possessive"]:
        return sentence.is_a(at + 2, "relative")
    told = range(at + 2, at + 2 + _MOST_PEOPLE_WORDS)
    behind = next((place for place in told if sentence.is_a(place, "beside_told")), None)
    timed = next((one for place in told if (one := sentence.timed_from(place)) is not None), None)
    if timed is not None and sentence.is_a(timed.last, "to_word") and (behind is None or behind >= timed.first):
        behind = timed.first  # "remind mom tomorrow at 6pm to call"
    if behind is None:
        return False
    if named in classes["beside_remind"]:
        return any(sentence.is_a(place, "people") for place in range(at + 1, behind))
    return not sentence.is_a(at + 1, "errand") and all(
        sentence.words[place].isalpha() for place in range(at + 1, behind)
    )


def _read_tell(sentence: Sentence, at: int) -> Head | None:
    """ "tell me" asks for a reminder only where a time, "to" or "when it is" follows."""
    length = sentence.match("tell", at)
    if not length:
        return None
    end = _skip_when(sentence, at + length)
    follows = sentence.is_a(end, "tell_time") or sentence.timed_from(end) is not None
    if not follows:
        return None
    return Head(kind=Kind.TELL, first=at, last=end, cuts=((at, end),))


def _skip_when(sentence: Sentence, end: int) -> int:
    """Past "when it is" where a time follows it."""
    length = sentence.match("when", end)
    return end + length if length and sentence.timed_from(end + length) is not None else end


def _read_make(sentence: Sentence, at: int) -> Head | None:
    """A verb of making, then what is made: with words and times between ("set me an 8:00 AM alarm")."""
    length = sentence.match("make", at)
    if not length:
        return _read_switched_on(sentence, at) if sentence.is_a(at, "switch") else None
    return _read_noun(sentence, at, at + length)


def _read_switched_on(sentence: Sentence, at: int) -> Head | None:
    """ "turn my alarm on for 6"."""
    head = _read_noun(sentence, at, at + 1)
    if head is None:
        return None
    if sentence.is_a(head.last - 2, "switched_on"):
        return head  # "on for"
    if not sentence.is_a(head.last, "switched_on"):
        return None
    return replace(head, last=head.last + 1, cuts=(*head.cuts, (head.last, head.last + 1)))


def _read_container(sentence: Sentence, at: int) -> Head | None:
    """The thing alone: "alarm 6:30", "timer 5 min", "a reminder to feed the fish"."""
    noun = at + (sentence.is_a(at, "article") and at == sentence.first)
    if not (sentence.is_a(noun, "container") or sentence.match("entry", noun)):
        return None
    return _read_noun(sentence, at, noun)


def _read_set_going(sentence: Sentence, at: int) -> Head | None:
    """ "have my alarm go off at 6", "can my alarm be set for 8"."""
    length = sentence.match("set_going", at)
    if not length:
        return None
    end = at + length
    noun = next(place for place in range(at, end) if sentence.is_a(place, "container"))
    return Head(kind=Kind.ALARM, first=at, last=end, cuts=((at, end),), own_words=(noun, noun + 1))


def _read_noun(sentence: Sentence, first: int, at: int) -> Head | None:
    cuts: list[tuple[int, int]] = []
    start, end, noun, kind = first, 0, None, Kind.MAKE
    repeats = False
    while at < sentence.last:
        if length := sentence.match("entry", at):
            noun, kind = (at, at + length), _kind_of(sentence, at, at + length, kind)
            at = end = at + length
        elif sentence.is_a(at, "container"):
            kind = _kind_of(sentence, at, at + 1, kind)
            noun = (at, at + 1) if noun is None else (noun[0], at + 1)
            at = end = at + 1
        elif noun is None and (timed := _time_inside(sentence, at)) is not None:
            if at > start:
                cuts.append((start, at))
            at = start = timed.last
        elif noun is None and (sentence.is_a(at, "skip") or _counts_them(sentence, at)):
            repeats = repeats or sentence.is_a(at, "repeating")
            at += 1
        elif noun is None and at > first and (named := _name_end(sentence, first, at)) is not None:
            cuts.append((start, at))
            at = start = named
        else:
            break
    if noun is None:
        return None
    if sentence.is_a(end, "me"):
        end += 1
    if (length := sentence.match("to_go", end)) and not (
        sentence.is_a(end, "to_word") and _has_object(sentence, end + length)
    ):
        end += length
    if length := sentence.match("calendar", end):
        end += length
    cuts.append((start, end))
    return Head(
        kind=kind, first=first, last=end, cuts=tuple(cuts), own_words=_own_words(sentence, noun, kind), repeats=repeats
    )


def _counts_them(sentence: Sentence, at: int) -> bool:
    """True for the 3 of "set 3 alarms"."""
    is_hyphen = sentence.words[at] == "-" and sentence.tokens[at].is_glued  # "a re-occurring alarm"
    return is_hyphen or counts_things(sentence, at)


def counts_things(sentence: Sentence, at: int) -> bool:
    """True for the 2 of "2 alarms" and "2 new timers"."""
    if sentence.tokens[at].word.number is None:
        return False
    return sentence.is_a(at + 1 + sentence.is_a(at + 1, "skip"), "several_things")


def _name_end(sentence: Sentence, first: int, at: int) -> int | None:
    """Where the name of what is set ends: the "go to bed" of "set a go to bed alarm for 9"."""
    if not sentence.is_a(first, "naming_verb"):
        return None
    for end in range(at + 1, min(sentence.last, at + _MOST_NAME_WORDS + 1)):
        if sentence.is_a(end - 1, "determiner") or not sentence.words[end - 1].isalpha():
            return None
        if sentence.is_a(end, "named_thing"):
            behind = end + 1
            ends = behind >= sentence.last or sentence.is_a(behind, "function") or sentence.words[behind] in PAUSES
            is_free = not sentence.is_a(end - 1, "preposition") and not sentence.is_a(end - 1, "to_word")
            return end if is_free and (ends or sentence.timed_from(behind) is not None) else None
        if sentence.timed_from(end) is not None or sentence.is_a(end, "container"):
            return None
    return None


def _has_object(sentence: Sentence, at: int) -> bool:
    """True where a verb that ends at ``at`` goes on: "to start | making dinner", not "to ring | at 5"."""
    if at >= sentence.last or not sentence.words[at].isalnum() or sentence.timed_from(at) is not None:
        return False
    return not sentence.is_a(at, "function") or sentence.is_a(at, "determiner")


def _time_inside(sentence: Sentence, at: int) -> TimeMention | None:
    """The time that starts at ``at``: not the "two" of "set two alarms"."""
    timed = sentence.timed_from(at)
    is_skipped = timed is not None and all(sentence.is_a(place, "skip") for place in range(at, timed.last))
    return None if is_skipped or counts_things(sentence, at) else timed


def _kind_of(sentence: Sentence, first: int, last: int, kind: Kind) -> Kind:
    if sentence.is_a(first, "wake"):
        return Kind.WAKE
    if kind is Kind.MAKE and any(sentence.is_a(at, "alarm") for at in range(first, last)):
        return Kind.ALARM
    if kind is Kind.MAKE and sentence.is_a(last - 1, "timer"):
        return Kind.TIMER
    return kind


def _own_words(sentence: Sentence, noun: tuple[int, int], kind: Kind) -> tuple[int, int] | None:
    if kind is Kind.WAKE:
        return noun
    if kind not in {Kind.ALARM, Kind.TIMER}:
        return None
    named = (at for at in range(*noun) if sentence.is_a(at, "alarm") or sentence.is_a(at, "timer"))
    return next(((at, at + 1) for at in named), None)


def _with_second(sentence: Sentence, head: Head) -> Head:
    """``head`` with a second command that follows it: "set an alarm at 10 to remind me", "... to wake me up"."""
    at = sentence.skip_marks(head.last)
    while (timed := sentence.timed_from(at)) is not None:
        at = sentence.skip_marks(timed.last)
    length = sentence.match("second", at)
    if not length or (head.kind is Kind.REMIND and sentence.is_a(at + length - 1, "remind_word")):
        return head  # "remind me to remind jake"
    end = at + length
    if sentence.is_a(end, "not_then"):
        return head  # "so I won't be late"
    if any(sentence.is_a(place, "wake") for place in range(at, end)) and _has_object(sentence, end):
        return head  # "remind me to wake up my girlfriend"
    verb = next((place for place in range(at, end) if sentence.is_a(place, "wake")), None)
    is_wake = verb is not None
    own = head.own_words if verb is None else (verb, end)
    return Head(
        kind=Kind.WAKE if is_wake else head.kind,
        first=head.first,
        last=head.last if at > head.last else end,
        cuts=(*head.cuts, (at, end)),
        own_words=own,
        repeats=head.repeats,
    )


_Reader = Callable[[Sentence, int], Head | None]
# In the order in which they are asked, with the phrases and the classes that their first word is of.
_READERS: tuple[tuple[_Reader, tuple[str, ...], tuple[str, ...]], ...] = (
    (_read_wake, ("wake", "rise"), ()),
    (_read_remind, ("remind",), ()),
    (_read_set_going, ("set_going",), ()),
    (_read_make, ("make",), ("switch",)),
    (_read_container, ("entry",), ("container", "article")),
    (_read_tell, ("tell",), ()),
)


@cached_lookup
def _readers(book: Phrasebook) -> dict[str, tuple[_Reader, ...]]:
    """Who is asked for which first word."""
    found: dict[str, tuple[_Reader, ...]] = {}
    for read, phrases, classes in _READERS:
        words = set[str]().union(
            *(book.phrases[meaning] for meaning in phrases), *(book.classes[kind] for kind in classes)
        )
        for word in words:
            found[word] = (*found.get(word, ()), read)
    return found
