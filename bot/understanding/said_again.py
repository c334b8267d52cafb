"""What a text says again, right after a request that was misread: "no I meant water the roses at 9"."""

from bot.domain.naming import named_by
from bot.understanding.command import AskTime, Create
from bot.understanding.context import Context
from bot.understanding.languages.en import said_again as said
from bot.understanding.preprocessing import make_sentence
from bot.understanding.reading import read_in

_MOST_WORDS = 3


def read_said_again(text: str, context: Context, just_set: str) -> Create | AskTime | None:
    """The request that the text puts anew; None where it names another reminder, or no thing.

    ``just_set`` is the message of the reminder that was set last, "" for none.
    """
    found = said.SAID_AGAIN.fullmatch(text.strip())
    if found is None:
        return None
    rest = found["rest"].strip()
    is_request = said.TO_REMIND.match(rest) is not None
    if not is_request and rest.split()[0].lower().strip(said.MARKS) in said.NO_THING:
        return None
    command = read_in(rest if is_request else said.TO_BE_REMINDED.format(rest), context).command
    if isinstance(command, Create) and len(command.tasks) == 1 and not command.tasks[0].leads:
        message = command.tasks[0].message
    elif isinstance(command, AskTime) and command.problem == "none":
        message = command.message
    else:
        return None
    if not message or (_names(message, context.known) and not is_request and not _names(message, (just_set,))):
        return None
    sentence = make_sentence(message, context)
    if isinstance(command, Create) or is_request or sentence.is_a(sentence.first, "errand"):
        return command
    return _of_other_thing(rest, just_set, context)


def _of_other_thing(thing: str, just_set: str, context: Context) -> AskTime | None:
    """ "the roses", for what was set as "water the plants": "water the roses"."""
    sentence = make_sentence(thing, context)
    verb, *words = just_set.split() or [""]
    is_errand = bool(verb) and make_sentence(verb, context).is_a(0, "errand") and 0 < len(words) < _MOST_WORDS
    if (
        not is_errand
        or sentence.timed
        or len(thing.split()) > _MOST_WORDS
        or not said.NO_THING.isdisjoint(sentence.words)
    ):
        return None
    return AskTime(message=f"{verb} {thing.rstrip(said.MARKS)}")


def _names(message: str, known: tuple[str, ...]) -> bool:
    return bool(named_by(message, known))
