"""An exception behind the time of a new repeat: a day that it leaves out, or words that are quoted in the reply.

"yoga every tuesday at 6 except the 17th" leaves that day out; "walk the dog every evening at 6 except when it rains"
asks for what the bot cannot do, and must not look as if it could.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.understanding.command import Create, Edit, Reading, Target, Unknown
from bot.understanding.context import Context
from bot.understanding.sentence import Sentence

ReadWords = Callable[[str, Context], Reading]

_EXCEPT = re.compile(
    r"(?P<all>[\s,(]+(?:(?:(?:ex|')?cept|unless|excluding|other than|apart from|besides|but not|just not|only not)\b)"
    r"(?P<lead> (?:for|on|in|at|the day of|during|over))?\s+(?P<what>.+?))[\s.!)]*$",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\s*(?:unless|(?:ex|')?cept)\s+(?:if|when|i|i'm|im|he|she|we|they|it|it's)\b", re.IGNORECASE)


def with_exception(sentence: Sentence, whole: Reading, read: ReadWords) -> Reading:
    """``whole``, or the request without its exception, and the exception as an act of its own."""
    command, text = whole.command, sentence.text
    if not isinstance(command, Create | Unknown) or not any(one.phrase.is_repeat for one in sentence.timed):
        return whole
    found = _EXCEPT.search(text)
    if found is None or found.start() == 0 or not _is_said_behind_time(sentence, found):
        return whole
    asked = read(text[: found.start()], sentence.context)
    if not isinstance(asked.command, Create) or not all(task.repeat for task in asked.command.tasks):
        return whole
    words = found["all"].strip(" ,(")
    acts = asked.acts or (replace(asked, words=text[: found.start()].strip()),)
    return Reading(asked.command, asked.why, asked.traces, acts=(*acts, _exception(found, words, sentence, read)))


def _is_said_behind_time(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the exception is one to the time, not to the thing: "water all plants except the cactus"."""
    if _CONDITION.match(found["all"]):
        return True
    behind = sentence.token_at(found.start())
    return any(sentence.before_marks(behind) == one.last for one in sentence.timed)


def _exception(found: re.Match[str], words: str, sentence: Sentence, read: ReadWords) -> Reading:
    """The days that are left out, as an edit of what has just been set; else what was not understood."""
    for request in (f"skip it on {found['what']}", f"skip it {found['what']}", f"skip 1 on {found['what']}"):
        command = read(request, sentence.context).command
        if isinstance(command, Edit) and (command.skipped or command.but_weekdays):
            return Reading(replace(command, target=Target()), "It leaves out days.", words=words)
    return Reading(Unknown(part=words), f'I did not get "{words}".', words=words)
