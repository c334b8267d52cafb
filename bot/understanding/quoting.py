"""What a rule leaves out of a text although it says something: it becomes an act of its own, which the reply quotes."""

from bot.understanding.command import Cancel, Command, Edit, Reading, Unknown
from bot.understanding.explain import gsm7_words
from bot.understanding.match import Match

TAKES_BACK = "It takes back a reminder."
ENDS = "It ends a repeat."


def acts_of(match: Match, command: Command) -> tuple[Reading, ...]:
    """What takes a reminder back or ends it, and a time said behind it, which is no part of that."""
    mentions = match.mentions
    is_end = isinstance(command, Edit) and command.until is not None
    if not (is_end or isinstance(command, Cancel)) or not any(at >= match.end for at in mentions.times):
        return ()
    sentence = mentions.sentence
    asked, rest = mentions.text(match.start, match.end), sentence.slice(mentions.tokens[match.end], sentence.last)
    quoted = Reading(Unknown(part=rest), f'I did not get "{gsm7_words(rest)}".', words=rest)
    return (Reading(command, ENDS if is_end else TAKES_BACK, words=asked), quoted)
