"""What a text without a command is, if no errand: small talk, or a request to another service."""

from bot.understanding.sentence import Sentence

_TALK = ("question", "chatter", "greeting", "service_verb")


def is_service(sentence: Sentence, message: str) -> bool:
    """True where ``message`` asks for news, music, a cab."""
    return not sentence.book.classes["service"].isdisjoint(message.lower().split())


def is_no_errand(sentence: Sentence) -> bool:
    """True for small talk, statements, and what an assistant or another app would do."""
    at = sentence.first
    while sentence.is_a(at, "pleasantry") and at < sentence.last - 1:
        at = sentence.skip_marks(at + 1)
    while (timed := sentence.timed_from(at)) is not None:
        at = sentence.skip_marks(timed.last)
    return _is_talk(sentence, at) or _is_for_an_assistant(sentence, at) or _is_about_what_is_there(sentence)


def _is_about_what_is_there(sentence: Sentence) -> bool:
    """A change to a reminder that nobody could read: "..., push it", "sundays too", "make that 2 months"."""
    first, last = sentence.first, sentence.last
    if sentence.is_a(first, "managing") or sentence.is_a(last - 1, "added_on"):
        return True
    if sentence.is_a(last - 1, "newly") and not sentence.book.classes["of_others"].isdisjoint(sentence.words):
        return True  # "the plumber wants 9 now instead"
    for at in range(first, last):
        is_clause = at == first or _starts_clause(sentence, at)
        if is_clause and sentence.match("managing_it", at):
            return True
        length = (is_clause and sentence.match("managing_it_to", at)) or sentence.match("should_be", at)
        if length and any(sentence.timed_from(behind) is not None for behind in (at + length, at + length - 1)):
            return True  # "the feeding should be 4:30", "set it for 2"
    return False


def _starts_clause(sentence: Sentence, at: int) -> bool:
    return not sentence.words[at - 1][-1:].isalnum() or sentence.is_a(at - 1, "therefore")


def _is_talk(sentence: Sentence, at: int) -> bool:
    """Questions, greetings, and what somebody does, did or will be."""
    if "?" in sentence.words or (any(sentence.is_a(at, kind) for kind in _TALK) and not _is_to_do(sentence, at)):
        return True
    if sentence.is_a(at, "will_be") and sentence.is_a(at + 1, "being"):
        return True  # "I'll be home at 6"
    if not sentence.book.classes["past"].isdisjoint(sentence.words):
        return True
    return sentence.is_a(at, "speaker") and not (sentence.is_a(at + 1, "have") or sentence.match("need", at))


def _is_to_do(sentence: Sentence, at: int) -> bool:
    """True for "do my taxes", "have the suit cleaned", "do laundry at 5", where "do i" asks."""
    if sentence.match("set_up", at):
        return True
    if not sentence.is_a(at, "errand"):
        return False
    is_definite = sentence.is_a(at + 1, "our_own") or sentence.is_a(at + 1, "the")
    is_chore = sentence.is_a(at, "auxiliary") and not sentence.is_a(at + 1, "speaker")
    return is_definite or (is_chore and (at > sentence.first or sentence.timed_from(at + 2) is not None))


def _dictates(sentence: Sentence, at: int) -> bool:
    """True for "email bob that i'll be late at 5": the time belongs to what is to be written."""
    if not sentence.is_a(at, "dictating") or not sentence.timed:
        return False
    first = sentence.timed[0].first
    return any(sentence.is_a(place, "dictated") for place in range(at + 1, first))


def _is_for_an_assistant(sentence: Sentence, at: int) -> bool:
    """ "order a pizza at 7", "turn on the lights at 9", "make a list for tomorrow"."""
    classes = sentence.book.classes
    words = sentence.words[sentence.first : sentence.last]
    if (sentence.is_a(at, "service_for_me") and sentence.is_a(at + 1, "me")) or _dictates(sentence, at):
        return True
    for verb, thing in _DONE_BY_OTHERS:
        if sentence.is_a(at, verb) and not classes[thing].isdisjoint(words):
            return True
    is_errand = sentence.is_a(at, "errand") and not sentence.is_a(at, "asking")
    return not is_errand and not classes["service"].isdisjoint(words)


# Kinds of verbs, and the kinds of things with which they are no errand of one's own.
_DONE_BY_OTHERS = (
    ("order_verb", "ordered"),
    ("list_maker", "list_word"),
    ("device_verb", "device"),
    ("appliance_verb", "appliance"),
    ("sending", "quoting"),
)
