"""How a question to the bot becomes its topic; ``asking`` and ``asking_terms`` hold the rules."""

from collections.abc import Callable

from bot.understanding.command import AskBot, Topic
from bot.understanding.match import Match

THIS = "(this|all this|it|you|that|these|this thing|this service|the texts|these texts|this number|the service)"


def of_topic(topic: Topic) -> Callable[[Match], AskBot]:
    return lambda _: AskBot(topic=topic)


def if_timeless(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``of_topic``; a text with a time asks for something then: "can you call mom at 5"."""
    return lambda match: None if match.mentions.times else AskBot(topic=topic)


def if_question(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``of_topic``, for what is a question by its mark or by "how" or "can i"; without it, it asks to be done."""

    def build(match: Match) -> AskBot | None:
        sentence = match.mentions.sentence
        said = {"how", "can", "could", "do", "will"} & {*sentence.words[: sentence.first + 2]}
        is_asked = "?" in sentence.words or not said.isdisjoint(("how", "can"))
        return AskBot(topic=topic) if is_asked and (said or "?" in sentence.words) else None

    return build


def if_asked(topic: Topic) -> Callable[[Match], AskBot | None]:
    """As ``if_timeless``, where the bot is asked: "can you text my dad", not "text my dad"."""

    def build(match: Match) -> AskBot | None:
        sentence = match.mentions.sentence
        is_asked = "you" in (*sentence.words[: sentence.first], *match.mentions.words[:4])
        return AskBot(topic=topic) if is_asked and not match.mentions.times else None

    return build
