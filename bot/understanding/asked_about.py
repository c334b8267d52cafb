"""What a question about reminders asks for: "do I have a reminder for my nail appointment" is about that alone."""

from bot.understanding.intents.targets import content_words
from bot.understanding.mentions import Mentions

# Classes of words that are no name of a reminder.
_NO_NAME = frozenset(
    (
        "DEF",
        "INDEF",
        "ALL",
        "LAST",
        "WH",
        "AUX",
        "MODAL",
        "BE",
        "PREP",
        "SHOW",
        "KNOW",
        "SET",
        "SET+ED",
        "LEFT",
        "MORE",
        "PLAN",
        "THINGS",
        "ITEM",
        "ITEMS",
        "IT",
        "ONE",
        "TIMEWORD",
        "WANT",
        "OPENER",
        "OPENING_VERB",
        "REMIND",
        "NEG",
        "FINISH",
        "POLITE",
        "LEAVE",
        "ALARM",
        "TIMER",
        "REPEAT",
        "ANYMORE",
        "OWN_LIST",
        "NO_NAME",
    )
)
_MOST_WORDS = 6


def words_asked_about(mentions: Mentions) -> str:
    """The words that name the reminder asked about, "" where none do."""
    labels, words = mentions.labels, mentions.words
    head = next((at for at in range(len(words)) if "ITEM" in labels[at] or "ITEMS" in labels[at]), None)
    if head is None:
        return ""
    in_time = {at for start, several in mentions.times.items() for end, _ in several for at in range(start, end)}
    first = head
    while first > 0 and first - 1 not in in_time and _may_name(mentions, first - 1):
        first -= 1
    named = list(range(first, head))
    if head + 1 < len(words) and "ABOUT_LEAD" in labels[head + 1] and head + 2 not in in_time:
        named += [at for at in range(head + 2, len(words)) if at not in in_time and _may_name(mentions, at)]
    if not 0 < len(named) <= _MOST_WORDS:
        return ""
    said = [content_words(mentions.sentence, mentions.tokens[at], mentions.tokens[at] + 1) for at in named]
    return " ".join(word for word in said if word)


def _may_name(mentions: Mentions, at: int) -> bool:
    word, labels = mentions.words[at], mentions.labels[at]
    return word[0].isalpha() and _NO_NAME.isdisjoint(labels)
