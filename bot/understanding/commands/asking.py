"""Questions to the bot: who it is, whom it texts, what it costs, how one changes what is set."""

from collections.abc import Callable

from bot.understanding.command import AskBot, Help, Topic
from bot.understanding.match import Match
from bot.understanding.rules import Builders


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


def _human(match: Match) -> AskBot | None:
    """ "are you a real person", "is this a bot": words for a bot are courtesy, so that nothing may be left of it."""
    last = match.mentions.words[match.end - 1]
    is_kind = match.end - match.start > 2 and last not in ("a", "an", "the")
    said = match.mentions.sentence.words[match.mentions.tokens[match.start] :]
    return AskBot(topic=Topic.PERSON) if is_kind or not {"bot", "robot", "assistant"}.isdisjoint(said) else None


def _phone_off(match: Match) -> AskBot | None:
    """A question about a phone without power or signal, not a request that mentions one."""
    sentence = match.mentions.sentence
    said = {*match.mentions.words[match.start : match.end]}
    is_asked = not _ASKING.isdisjoint(sentence.words[: sentence.first + 1])
    is_about_signal = not said.isdisjoint(_SIGNAL) and not match.mentions.times
    return AskBot(topic=Topic.PHONE_OFF) if is_asked and is_about_signal else None


_ASKING = frozenset(["what", "will", "would", "do", "can", "what's"])
_SIGNAL = frozenset(
    {"phone", "cell", "battery", "signal", "service", "reception", "charge", "data", "wifi", "off", "abroad"}
)

# "of_topic COST" and the like, for all topics.
_BY_TOPIC = {
    f"{make.__name__} {topic.name}": make(topic)
    for make in (of_topic, if_timeless, if_question, if_asked)
    for topic in Topic
}

BUILDERS: Builders = {
    "human": _human,
    "phone_off": _phone_off,
    "help_timeless": lambda match: Help() if not match.mentions.times else None,
    **_BY_TOPIC,
}
