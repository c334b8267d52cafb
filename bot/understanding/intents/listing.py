"""Asking what is there: "list", "what do I have tomorrow", "my alarms", "what's my next reminder?"."""

from bot.understanding.command import ListReminders, Reading
from bot.understanding.intents.targets import content_words, names_reminder, number_of, period_in, read_numbers
from bot.understanding.sentence import Sentence

EXAMPLES = (
    "list tomorrow",
    "what do I have tomorrow",
    "my alarms",
    "what's my next reminder?",
    "any reminders?",
    "show me my reminders",
    "did I set an alarm for 5 am?",
)

_MOST_WORDS = 10
_LARGEST_NUMBER = 99  # a number beyond, and it is a question about something else


def read_listing(sentence: Sentence) -> Reading | None:
    """A question about one's reminders, None where the text is none."""
    if sentence.match("set_going", sentence.first):
        return None  # "have the next timer go off in 10 minutes"
    if (number := _number_asked_for(sentence)) is not None:
        return Reading(ListReminders(numbers=(number,)), "It asks about one reminder.")
    if not (_is_on_plan(sentence) or _is_list(sentence) or _is_search(sentence) or _is_mine(sentence)):
        return None
    if not sentence.book.classes["arithmetic"].isdisjoint(sentence.words):
        return None
    is_number = read_numbers(sentence, sentence.first + 1, sentence.last) is not None  # "show 2"
    period = None if is_number else period_in(sentence, sentence.first)
    return Reading(
        ListReminders(period=period, words=words_asked_for(sentence, sentence.first), only_next=_is_next(sentence)),
        "It asks which reminders there are" + (" in that time." if period else "."),
    )


def _number_asked_for(sentence: Sentence) -> int | None:
    """The 2 of "what time is 2", "is 2 still on", "show 2"."""
    length = sentence.match("ask_number", sentence.first)
    at = sentence.first + length
    number = number_of(sentence, at) if length else None
    if number is None or not 0 < number <= _LARGEST_NUMBER:
        return None
    rest = at + 1 + sentence.match("of_number", at + 1)
    return number if rest == sentence.last else None


def _is_on_plan(sentence: Sentence) -> bool:
    if sentence.match("about_day", sentence.first):
        return True
    length = sentence.match("on_plan", sentence.first)
    if not length:
        return False
    if sentence.is_a(sentence.first, "am_i"):
        return True
    if sentence.is_a(sentence.first, "open_question"):
        is_bare = not _content(sentence, sentence.first + length)
        is_then = any(one.first <= sentence.first + length and one.last >= sentence.last for one in sentence.timed)
        return is_bare or is_then or _names(sentence) or _is_open(sentence)
    if _names(sentence) or _is_open(sentence) or not sentence.book.classes["remind_word"].isdisjoint(sentence.words):
        return True
    return bool(sentence.timed) and sentence.match("have_i", sentence.first) > 0  # "do I have yoga tomorrow"


def _is_open(sentence: Sentence) -> bool:
    """True for "on my schedule", "anything"."""
    classes = sentence.book.classes
    return not (classes["anything"] | classes["plan"]).isdisjoint(sentence.words)


def _names(sentence: Sentence) -> bool:
    return names_reminder(sentence, sentence.first)


def _is_list(sentence: Sentence) -> bool:
    at = sentence.first
    length = sentence.match("list", at)
    if not length:
        return False
    if sentence.is_a(at + length, "article") and sentence.is_a(at, "ask_what"):
        return False  # "what is a timer"
    if sentence.is_a(at + 1, "topic_word") and sentence.is_a(at + 2, "article"):
        return False  # "what about a reminder to ..."
    if sentence.is_a(at + length, "everything") and sentence.is_a(at + length - 1, "of_word"):
        return True  # "give me a list of everything"
    if sentence.is_a(at, "list_word"):
        return _names(sentence) or sentence.is_a(at + 1, "everything") or not _content(sentence, at + 1)
    if (
        sentence.is_a(at, "showing")
        and sentence.is_a(sentence.last - 1, "stuff")
        and not _content(sentence, at + length)
    ):
        return True  # "show me all my stuff"
    if any(sentence.match("still_on", sentence.last - length) == length for length in (2, 1)):
        return True  # "is the milk thing still there"
    if sentence.is_a(at, "showing") and (sentence.timed or sentence.is_a(sentence.last - 1, "span_of_days")):
        return _names(sentence) or not _content(sentence, at + length)  # "show me friday"
    if sentence.is_a(at, "copula") and sentence.timed and _has_event(sentence):
        return True  # "is the vet on friday"
    is_request = not sentence.book.classes["remind_word"].isdisjoint(
        sentence.words
    )  # "when it's five remind me to call"
    return _names(sentence) or (not is_request and sentence.match("ask_when", at) > 0 and _has_event(sentence))


def _has_event(sentence: Sentence) -> bool:
    return not sentence.book.classes["event"].isdisjoint(sentence.words)


def _is_search(sentence: Sentence) -> bool:
    """ "find my events", "search my calendar for dentist", not "find my meeting notes"."""
    at = sentence.first
    length = sentence.match("search", at)
    if not length or not _names(sentence):
        return False
    end = sentence.last
    for place in range(at + length, sentence.last):
        is_said_for = sentence.is_a(place - 1, "plan_name") or sentence.is_a(place - 1, "have")
        if sentence.is_a(place, "filter") or (is_said_for and sentence.is_a(place, "for_word")):
            end = place
            break
    return not _content(sentence, at + length, end) and _is_alarm_or_plural(sentence, at, end)


def _is_alarm_or_plural(sentence: Sentence, at: int, end: int) -> bool:
    """False for "confirm my meeting", an errand."""
    kinds = ("container", "listed")
    return any(sentence.is_a(place, kind) for place in range(at, end) for kind in kinds)


def _content(sentence: Sentence, at: int, end: int | None = None) -> str:
    """The words besides times and names for reminders."""
    end = sentence.last if end is None else end
    words = content_words(sentence, at, end, sentence.timed)
    classes = sentence.book.classes
    known = (classes["listed"], classes["happening"], classes["everything"], classes["stuff"])
    return " ".join(word for word in words.split() if not any(word.lower() in kind for kind in known))


def _is_mine(sentence: Sentence) -> bool:
    """ "my alarms", "next reminder", "meetings today": a name for what is there and no more."""
    classes = sentence.book.classes
    if sentence.last - sentence.first > _MOST_WORDS or (
        classes["listed"].isdisjoint(sentence.words) and not _is_next(sentence)
    ):
        return False
    at = sentence.first
    if sentence.is_a(sentence.last - 1, "off") or sentence.is_a(at, "remaking"):
        return False  # "all alarms off", "set alarms"
    is_mine = sentence.match("mine", at) > 0
    if sentence.is_a(at, "the") and not any(sentence.word(place).endswith("s") for place in range(at, sentence.last)):
        return False  # "the set alarm for 9pm"
    if sentence.is_a(at, "scheduling") and at + 1 < sentence.last and sentence.timed_from(at + 1) is None:
        return False  # "schedule meeting"
    if _content(sentence, at) or not _is_named(sentence):
        return False
    has_clock = any(one.phrase.fields.clocks or one.phrase.is_repeat for one in sentence.timed)
    return is_mine or not has_clock  # "alarms for 6 am" are to be set


def _is_named(sentence: Sentence) -> bool:
    """True where a plural, a calendar or a next one is named; "my day" only as the whole."""
    end = timed.first if (timed := sentence.timed_until(sentence.last)) is not None else sentence.last
    words = [word for word in sentence.words[sentence.first : end or sentence.last] if word.isalpha()]
    classes = sentence.book.classes
    named = [word for word in words if word in classes["listed"] or word in classes["reminder"]]
    if not named:
        return False
    if named[-1] in classes["span_of_days"]:
        return len(words) == 2 and sentence.is_a(sentence.first, "possessive")  # "my day", "my day tomorrow"
    return any(word in classes["listed"] for word in named) or _is_next(sentence)


def _is_next(sentence: Sentence) -> bool:
    """True for "my next alarm", not for "next week"."""
    for at in range(sentence.first, sentence.last):
        if sentence.is_a(at, "next") and not any(one.first <= at < one.last for one in sentence.timed):
            return True
    return False


def words_asked_for(sentence: Sentence, first: int) -> str:
    """What the reminders asked for are about: the words behind "about" or "with", or the one thing asked for."""
    for at in range(first, sentence.last):
        is_searched = sentence.is_a(at, "for_word") and sentence.is_a(at - 1, "plan_name")
        if sentence.is_a(at, "filter") or (is_searched and sentence.timed_from(at) is None):
            if names_reminder(sentence, at, min(sentence.last, at + 4)):
                return ""
            return content_words(sentence, at + 1, sentence.last, sentence.timed)
    if (length := sentence.match("have_i", first)) and not (_names(sentence) or _is_open(sentence)):
        return _content(sentence, first + length)
    length = sentence.match("ask_when", first)
    has_container = any(sentence.is_a(at, "container") for at in range(first, sentence.last))
    if not length or has_container or not _has_event(sentence):
        return ""
    return content_asked_for(sentence, first + length)


def content_asked_for(sentence: Sentence, at: int) -> str:
    """The words from ``at`` on that name a thing: not "alarm", "is", "start"."""
    words = _content(sentence, at).split()
    return " ".join(word for word in words if word.lower() not in sentence.book.classes["question"])
