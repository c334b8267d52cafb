"""What is said to the bot without asking for anything: kind words, farewells, complaints."""

from bot.understanding.command import AskBot, Thanks, Topic
from bot.understanding.match import Match
from bot.understanding.rules import Builders


def _complaint(match: Match) -> AskBot | None:
    """A complaint that asks for nothing itself: "that's wrong", not "that's wrong, 3 pm"."""
    is_timed = any(not match.start <= at < match.end for at in match.mentions.times)
    return None if is_timed else AskBot(topic=Topic.COMPLAINT)


def _farewell(match: Match) -> Thanks | None:
    """Kind words and nothing else; the "now" of "goodbye for now" is no time."""
    mentions = match.mentions
    rest = mentions.words[match.end :]
    is_signed = len(rest) == 1 and mentions.text(match.end, match.end + 1).istitle()  # "God bless. Marge"
    return Thanks() if match.start == 0 and (is_signed or rest in ((), ("now",))) else None


BUILDERS: Builders = {
    "luck": lambda _: AskBot(topic=Topic.LUCK),
    "mood": lambda _: AskBot(topic=Topic.MOOD),
    "complaint": _complaint,
    "wrong": lambda match: _complaint(match) if {"not", "wrong", "incorrect"} & set(match.mentions.words) else None,
    "farewell": _farewell,
}
