"""Answers to a reminder and kind words: "done 2", a thumbs-up, "thanks"."""

from dataclasses import replace

from bot.understanding.command import Done, Help, Reading, Target, Thanks, Unknown
from bot.understanding.intents.targets import read_numbers, read_target
from bot.understanding.sentence import Sentence

_MOST_SUBJECT_WORDS = 5

EXAMPLES = ("done 2", "mark 2 as done", "thanks for the reminder", "ty!", "\U0001f44d")


def read_signs(sentence: Sentence) -> Reading | None:
    """A text of nothing but signs: a thumbs-up or a check mark is done, a heart is thanks."""
    if sentence.tokens[0].text.isalnum() or any(token.text.isalnum() for token in sentence.tokens):
        return None
    classes = sentence.book.classes
    words = [word for word in sentence.words if word not in classes["sign_part"]]
    if words and all(word in classes["done_sign"] for word in words):
        return Reading(Done(target=Target(is_last=True), is_sign=True), "The sign says that it is done.")
    if any(word in classes["done_sign"] or word in classes["kind_sign"] for word in words):
        return Reading(Thanks(), "Kind signs; nothing to do.")
    return None


def read_done(sentence: Sentence) -> Reading | None:
    """ "done 2", "2 done", "mark 2 as done"; an errand such as "finish the report tomorrow" is none."""
    if sentence.timed and any(not one.phrase.is_latent and one.first > sentence.first for one in sentence.timed):
        return None
    at, end = sentence.first, sentence.last
    length = sentence.match("done", at)
    if (said := _read_said_done(sentence)) is not None:
        return said
    if not length:
        is_last = sentence.is_a(end - 1, "done_word") or sentence.is_a(end - 1, "done_sign")
        numbers_end = end - 1 - sentence.is_a(end - 2, "copula")  # "2 is done"
        if is_last and (target := read_numbers(sentence, at, numbers_end)) is not None:
            return _done(target)
        return None
    closing = next((place for place in range(at + length, end) if sentence.match("as_done", place) == end - place), end)
    if sentence.is_a(at, "ticking") and closing == end and not sentence.is_a(at + 1, "off"):
        return None
    target = read_target(sentence, at + length, closing)
    is_surely_done = sentence.is_a(at, "surely_done")
    has_done_it = length > 1 and sentence.is_a(at, "speaker")  # "I took my pills"
    if not (is_surely_done or has_done_it or target.numbers or target == Target() or target.is_last):
        return None
    return _done(target if target != Target() else Target(is_last=True))


def _read_said_done(sentence: Sentence) -> Reading | None:
    """ "just took my meds", "fed the dog already"."""
    start, end = sentence.first + sentence.match("did_it", sentence.first), sentence.last
    if start in (sentence.first, end) or sentence.timed or "?" in sentence.words:
        return None
    while end > start + 1 and (sentence.is_a(end - 1, "newly_done") or sentence.before_marks(end) < end):
        end -= 1
    target = read_target(sentence, start, end)
    if target.words.lower() in sentence.book.classes["stand_in"]:
        return _done(Target(is_last=True))  # "fed him"
    return _done(target) if target.words or target.numbers else None


def read_seen_to(sentence: Sentence) -> Reading | None:
    """ "pills taken", "the dishes are done": what somebody has seen to; None for wishes, questions and errands."""
    first, last = sentence.first, sentence.last
    end = next((at for at in range(first + 1, last) if sentence.match("seen_to", at) == last - at), None)
    if end is None or end - first > _MOST_SUBJECT_WORDS or not _is_thing(sentence, first, end):
        return None
    target = read_target(sentence, first, end)
    words = " ".join(_without_possessive(word, sentence) for word in target.words.split())  # "mom's been called"
    if words.lower() in sentence.book.classes["stand_in"]:
        return _done(Target(is_last=True))  # "that one's done"
    return _done(replace(target, words=words)) if words or target.numbers else None


def _without_possessive(word: str, sentence: Sentence) -> str:
    ending = next((end for end in sentence.book.classes["possessive_ending"] if word.endswith(end)), "")
    return word.removesuffix(ending)


def _is_thing(sentence: Sentence, first: int, end: int) -> bool:
    """True for "pills" and "the dishes", not for "he", "get the car" and "is the rent"."""
    said = sentence.words[first : sentence.last]
    if not sentence.book.classes["not_seen_to"].isdisjoint(said) or any(
        sentence.is_a(first, kind) for kind in ("speaker", "asking_verb", "question", "chatter", "complainer")
    ):
        return False
    if any(not one.phrase.is_latent and one.phrase.fields.clocks for one in sentence.timed):
        return False
    is_one_word = end - first == 1
    return is_one_word or sentence.is_a(first, "determiner") or not sentence.is_a(first, "errand")


def _done(target: Target) -> Reading:
    return Reading(Done(target=target), "It says that a reminder is done.")


def read_thanks(sentence: Sentence) -> Reading | None:
    """Thanks and praise, with no request behind them."""
    if (
        not sentence.match("thanks", sentence.first)
        or sentence.timed
        or not sentence.book.classes["remind_word"].isdisjoint(sentence.words)
    ):
        return None
    return Reading(Thanks(), "Kind words; nothing to do.")


def read_how_to(sentence: Sentence) -> Reading | None:
    """ "how do I set a reminder?" asks for help; how to do anything else is not known here."""
    if not sentence.match("how_to", sentence.first) or sentence.match("about_day", sentence.first):
        return None  # "how does my day look" is a question about reminders
    is_about_bot = any(
        sentence.is_a(at, "reminder") for at in range(sentence.first, min(sentence.last, sentence.first + 7))
    )
    if is_about_bot:
        return Reading(Help(), "It asks how reminders are made.")
    return Reading(Unknown(), "It asks something I do not know.")
