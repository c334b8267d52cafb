"""New words for a reminder: "change 2 to buy oat milk", "rename the gym reminder to pilates"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.targets import names_reminder, number_of, read_target, spoken_of
from bot.understanding.message import unquoted
from bot.understanding.sentence import Sentence

EXAMPLES = ("add bring id to 3", "fix the spelling on 2: pilates")

_WHY = "It gives a reminder new words."
_MOST_TARGET_WORDS = 6
_ADDS = "It adds words to a reminder."
_NAMING_MARKS = frozenset(":,-;")


def read_rewording(sentence: Sentence, start: int) -> Reading | None:
    """ "change 2 to buy oat milk": new words for a reminder named by its number."""
    if not sentence.is_a(sentence.first, "message_verb"):
        return None
    at = start
    while at < sentence.last and not sentence.is_a(at, "reword_sign"):
        at += 1
    end = at
    if sentence.is_a(sentence.first, "renaming") and number_of(sentence, start) and start + 1 < at == sentence.last:
        at, end = start, start + 1  # "rename 2 buy oat milk"
    is_one = False
    one = next((place for place in range(start, at - 1) if sentence.is_a(place, "one_of_them")), None)
    if sentence.is_a(sentence.first, "renaming") and one is not None and at == sentence.last:
        at, end, is_one = one, one + 1, True  # "rename the gym one pilates"
    target = read_target(sentence, start, end)
    says_so = sentence.is_a(at + 1, "said_so") and names_reminder(sentence, start, at)
    is_named = says_so or (sentence.is_a(sentence.first, "renaming") and names_reminder(sentence, start, at))
    is_named = is_named or is_one or _is_quoted(sentence, start, at) or _are_errands(sentence, start, at)
    if at + 1 >= sentence.last or not (target.numbers or is_named or (target.is_last and at == start + 1)):
        return None
    words = sentence.slice(at + 1 + _says(sentence, at + 1, says_so=says_so), sentence.last)
    return Reading(Edit(target=spoken_of(target), message=unquoted(words)), _WHY)


def read_respelled(sentence: Sentence) -> Reading | None:
    """ "fix the spelling on 3, it's Pilates", "change the text of the gym one to pilates"."""
    start = sentence.first + sentence.match("mend_words", sentence.first)
    for at in range(start + 1, sentence.last - 1) if start > sentence.first else ():
        length = sentence.match("spelled", at)
        if not length:
            continue
        target = read_target(sentence, start, at)
        words = sentence.slice(at + length, sentence.last)
        if target == Target() or not words:
            return None
        return Reading(Edit(target=spoken_of(target), message=unquoted(words)), _WHY)
    return None


def read_added_words(sentence: Sentence) -> Reading | None:
    """ "add bring id to 3", "add to 2: bring id": more words for a reminder that is there."""
    first, last = sentence.first + 1, sentence.last
    if not sentence.is_a(sentence.first, "adding_words") or sentence.find("calendar") is not None:
        return None  # "add lunch to my calendar" makes one
    if sentence.is_a(sentence.first, "adding_quoted") and not any(
        sentence.tokens[first].start == opening for opening, _ in sentence.quoted if first < last
    ):
        return None  # "put the milk in 2 cups"
    first += sentence.is_a(first, "switched_on")  # "tack on"
    if sentence.is_a(first, "adding_to"):
        end = next((at for at in range(first + 2, last - 1) if _ends_target(sentence, first + 1, at)), None)
        if end is None:
            return None
        target, words = read_target(sentence, first + 1, end), (sentence.skip_marks(end), last)
    else:
        if (noted := _read_noted(sentence, first)) is not None:
            return noted
        to = next((at for at in range(last - 2, first, -1) if sentence.is_a(at, "adding_to")), None)
        if to is None or not _is_there(sentence, to + 1, last):
            return None
        end = sentence.before_marks(to) if sentence.words[to - 1] in _NAMING_MARKS else to
        target, words = read_target(sentence, to + 1, last), (first, end)
    if names_reminder(sentence, *words) or any(one.phrase.is_delay and one.first == first for one in sentence.timed):
        return None  # "add an alarm to 2", "add 5 minutes to 2"
    said = unquoted(sentence.slice(*words))
    return Reading(Edit(target=spoken_of(target), added=said), _ADDS) if said else None


def _read_made_to_say(sentence: Sentence) -> Reading | None:
    """ "make 2 say pick up the suit", "let the gym one say pilates"."""
    first = sentence.first + 1
    places = range(first + 1, min(sentence.last - 1, first + _MOST_TARGET_WORDS))
    at = next((at for at in places if sentence.is_a(at, "saying")), None)
    if at is None or not _is_there(sentence, first, at):
        return None
    edit = Edit(
        target=spoken_of(read_target(sentence, first, at)), message=unquoted(sentence.slice(at + 1, sentence.last))
    )
    return Reading(edit, _WHY)


def _read_noted(sentence: Sentence, first: int) -> Reading | None:
    """ "add a note to 2: use the side door"."""
    to = first + sentence.is_a(first, "article") + 1
    if not (sentence.is_a(to - 1, "note_word") and sentence.is_a(to, "adding_to")):
        return None
    end = next((at for at in range(to + 2, sentence.last - 1) if _ends_target(sentence, to + 1, at)), None)
    if end is None:
        return None
    said = unquoted(sentence.slice(sentence.skip_marks(end), sentence.last))
    return Reading(Edit(target=spoken_of(read_target(sentence, to + 1, end)), added=said), _ADDS) if said else None


def read_named_anew(sentence: Sentence) -> Reading | None:
    """ "call it pilates instead", "rename it pilates": new words for what is spoken of."""
    if sentence.is_a(sentence.first, "letting") and not sentence.match("its_words", sentence.first):
        return _read_made_to_say(sentence)
    supposed = sentence.match("supposed_to_say", sentence.first) or sentence.match("its_words", sentence.first)
    start = sentence.first + (supposed or sentence.match("naming_it", sentence.first))
    end = sentence.last
    is_instead = sentence.is_a(end - 1, "instead_end") and end - 1 > start
    end = sentence.last - is_instead
    is_sure = supposed or is_instead or sentence.is_a(sentence.first, "renaming") or _is_quoted(sentence, start, end)
    if sentence.timed and not (supposed or _is_quoted(sentence, start, end)):
        return None  # "say hi to ann tonight instead"
    if not is_sure or start >= end or start == sentence.first or sentence.is_a(start, "reword_sign"):
        return None
    return Reading(Edit(target=Target(), message=unquoted(sentence.slice(start, end))), _WHY)


def _ends_target(sentence: Sentence, first: int, at: int) -> bool:
    is_marked = sentence.words[at] in _NAMING_MARKS
    return _is_there(sentence, first, at) and (is_marked or number_of(sentence, at - 1) is not None)


def _is_there(sentence: Sentence, first: int, last: int) -> bool:
    """True for "3", "reminder 3", "the gym one", "that": surely a reminder, not "the list"."""
    target = read_target(sentence, first, last)
    is_named = sentence.is_a(last - 1, "one_of_them") or (
        names_reminder(sentence, first, last) and sentence.is_a(first, "determiner") and bool(target.words)
    )
    is_spoken_of = target.is_last and last == first + 1
    return bool(target.numbers) or is_spoken_of or (is_named and (bool(target.words) or target.is_last))


def _are_errands(sentence: Sentence, start: int, sign: int) -> bool:
    """True for: change walk the dog to walk the cat."""
    return sign > start + 1 and sentence.is_a(start, "errand") and sentence.is_a(sign + 1, "errand")


def _is_quoted(sentence: Sentence, first: int, last: int) -> bool:
    """True for the "call bob" of: change "call bob" to "call rob"."""
    if first >= last:
        return False
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return any((opening, closing) == (start, end) for opening, closing in sentence.quoted)


def _says(sentence: Sentence, at: int, *, says_so: bool) -> bool:
    """True for the "say" of "to say call mom", not for the "read" of "to read the lease"."""
    if not sentence.is_a(at, "said_so"):
        return False
    return sentence.is_a(at, "saying") or (says_so and not sentence.is_a(at + 1, "determiner"))
