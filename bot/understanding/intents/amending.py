"""Second thoughts: "wait no, undo that", "scratch that, make it 7", "don't remind me at 5, remind me at 6"."""

from bot.understanding.command import Cancel, CancelAll, Done, Edit, Reading, Snooze, Target, Undo
from bot.understanding.intents.creating import read_bare_creation, read_creation
from bot.understanding.intents.editing import read_editing
from bot.understanding.intents.heads import read_head
from bot.understanding.intents.new_times import read_new_time
from bot.understanding.intents.restating import read_restated
from bot.understanding.intents.targets import content_words, read_target, spoken_of
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.intents.whole import read_whole
from bot.understanding.languages.phrasebook import PAUSES
from bot.understanding.preprocessing import make_sentence
from bot.understanding.scoring import read_of_kind
from bot.understanding.sentence import Sentence
from bot.understanding.times.resolve import resolve

EXAMPLES = ("scratch that, make it 7", "don't remind me at 5, remind me at 6")

_OF_WHAT_IS_THERE = (Undo, Cancel, Edit, Snooze, Done)
_MOST_TARGET_WORDS = 4
_MOST_JOINERS = 3  # ", and instead"


def read_second_thought(sentence: Sentence) -> Reading | None:
    """A change behind words that only say that something was wrong; None where no change follows."""
    at, is_taken_back, is_addition = sentence.first, False, False
    while at < sentence.last:
        taking_back = _taking_back(sentence, at)
        going_on = sentence.match("going_on", at)
        length = taking_back or going_on or sentence.match("second_thought", at)
        is_addition = is_addition or going_on > 0
        if not length or sentence.skip_marks(at + length) >= sentence.last:
            break  # "nvm, cancel that"
        is_taken_back = is_taken_back or taking_back > 0
        at = sentence.skip_marks(at + length)
    if at == sentence.first or at >= sentence.last:
        return None
    rest = make_sentence(sentence.slice(at, sentence.last), sentence.context)
    answer = _read_set_phrase(rest) or read_editing(rest) or read_restated(rest)
    if is_taken_back:
        if answer is None and read_head(rest, rest.first) is not None:
            return read_creation(rest)  # "scratch that, remind me at 8 to call mom"
        return answer if answer is not None and _is_new_time(answer) else None
    if answer is None and (snoozing := read_of_kind(sentence, Snooze)) is not None:
        return snoozing  # "hang on, 20 min"
    if answer is None and not is_addition and (new := _to_time(rest, rest.first, rest.last)) is not None:
        return Reading(new, "It gives a reminder a new time.")  # "the time is wrong, 2pm"
    answer = answer or read_of_kind(rest, Cancel, CancelAll, Snooze)
    if answer is None and sentence.words[at - 1] in PAUSES:  # "no, call mom at 6", not "sorry card for mia on friday"
        return read_restated(sentence) or read_creation(rest) or read_bare_creation(rest)
    return answer


def _taking_back(sentence: Sentence, at: int) -> int:
    """How many words from ``at`` on take back what was said; "delete this event" names something."""
    length = sentence.match("taking_back", at)
    return 0 if sentence.is_a(at + length, "reminder") else length


def _read_set_phrase(sentence: Sentence) -> Reading | None:
    """ "undo that", "make that pm", never a word by which people opt out."""
    answer = read_whole(sentence)
    return answer if answer is not None and isinstance(answer.command, _OF_WHAT_IS_THERE) else None


def _is_new_time(answer: Reading) -> bool:
    """True where what follows "scratch that" stands for it: not a change to another reminder."""
    edit = answer.command
    if not isinstance(edit, Edit) or edit.target != Target():
        return False
    return edit.moment is not None or edit.repeat is not None or edit.meridiem is not None


def read_replaced(sentence: Sentence) -> Reading | None:
    """ "don't remind me at 5, remind me at 6": taken back at one time and wanted at another, it is moved."""
    for at in range(sentence.first + 2, sentence.last - 1):
        if not (sentence.is_a(at, "joiner") or sentence.is_a(at, "but")):
            continue
        start = at
        while start < at + _MOST_JOINERS and any(
            sentence.is_a(start, kind) for kind in ("joiner", "but", "instead_end")
        ):
            start += 1
        is_said = sentence.match("set_instead", start) or sentence.is_a(sentence.last - 1, "newly")
        new = _new_time(sentence, start) if is_said else None
        if new is not None:
            target = _taken_back(make_sentence(sentence.slice(sentence.first, at), sentence.context))
            return None if target is None else _moved(new, target)
    return None


def _new_time(sentence: Sentence, start: int) -> Edit | None:
    """The time that is wanted instead, and nothing else: "remind me at 6", "make it 4 instead"."""
    end = sentence.last
    while end > start and sentence.is_a(end - 1, "newly"):
        end = sentence.before_marks(end - 1)
    return _to_time(sentence, start + sentence.match("set_instead", start), end)


def _to_time(sentence: Sentence, first: int, last: int) -> Edit | None:
    """What is spoken of, moved to the time that the words from ``first`` to ``last`` are from end to end."""
    phrase = read_new_time(sentence, first, last)
    if phrase is None:
        return None
    phrase = with_all_weekdays(phrase, sentence.slice(first, last), sentence.context)
    resolved = resolve(phrase, sentence.context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=Target(), moment=resolved.moment, repeat=resolved.repeat)


def _taken_back(sentence: Sentence) -> Target | None:
    """Which reminder a clause takes back, None where it takes back none."""
    refused = sentence.match("refused", sentence.first)
    if refused:
        return read_target(sentence, sentence.first + refused)
    answer = read_of_kind(sentence, Cancel, CancelAll)
    if answer is not None:
        return answer.command.target if isinstance(answer.command, Cancel) else None
    at = sentence.first + sentence.is_a(sentence.first, "loose_cancel_verb")
    is_named = at > sentence.first and (sentence.is_a(at, "determiner") or at + 1 == sentence.last)
    is_brief = len(content_words(sentence, at, sentence.last).split()) <= _MOST_TARGET_WORDS
    return read_target(sentence, at) if is_named and is_brief and not sentence.is_a(at, "article") else None


def _moved(new: Edit, target: Target) -> Reading:
    edit = Edit(target=spoken_of(target), moment=new.moment, repeat=new.repeat)
    return Reading(edit, "It takes a reminder back and sets it at another time.")
