"""The bearer tokens of the HTTP API: ``token`` or ``name:token``, several separated by commas."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

SHORTEST_TOKEN = 24
DEFAULT_NAME = "default"  # of tokens without a name
SETTING = "BOT_API_TOKEN"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")
_VALUE = re.compile(r"[!-~]+")  # what an Authorization header can carry


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token, and the name of the program that has it.

    Messages and idempotency keys belong to the name. Tokens with the same name share them, so that a program can move
    from its old token to a new one.
    """

    name: str
    value: str = field(repr=False)


def comma_separated(text: str) -> tuple[str, ...]:
    """The parts of ``text`` without surrounding blanks; empty parts are left out."""
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def parse_tokens(text: str) -> tuple[ApiToken, ...]:
    """The tokens in ``text``, in order."""
    return tuple(map(_token, comma_separated(text)))


def _token(part: str) -> ApiToken:
    name, colon, value = part.partition(":")
    return ApiToken(name.strip(), value.strip()) if colon else ApiToken(DEFAULT_NAME, part)


def token_problems(tokens: tuple[ApiToken, ...]) -> Iterator[str]:
    """What is wrong with the tokens, one line each. No line shows a token, or a name that may be part of one."""
    for place, token in enumerate(tokens, start=1):
        which = "the token" if len(tokens) == 1 else f"token {place}"
        if not _NAME.fullmatch(token.name):
            yield (
                f"{SETTING}: {which} has an invalid name before the colon; use 1 to 32 letters, digits, dots, hyphens "
                "or underscores, as in name:token"
            )
        elif len(token.value) < SHORTEST_TOKEN:
            yield (
                f"{SETTING}: {which} has fewer than {SHORTEST_TOKEN} characters; make one with "
                "`openssl rand -base64 32`"
            )
        elif not _VALUE.fullmatch(token.value):
            yield f"{SETTING}: {which} has blanks or characters outside ASCII, which a header cannot carry"
    if any(len({token.name for token in tokens if token.value == value}) > 1 for value in _repeated(tokens)):
        yield f"{SETTING}: one token has two names; give each program a token of its own"


def token_warnings(tokens: tuple[ApiToken, ...]) -> Iterator[str]:
    """What is allowed but may surprise, one line each."""
    if len({token.value for token in tokens if token.name == DEFAULT_NAME}) > 1:
        yield (
            f'{SETTING}: tokens without a name (or with the name "{DEFAULT_NAME}") share their messages; give each '
            "program a name, as in shop:TOKEN,clinic:TOKEN"
        )


def _repeated(tokens: tuple[ApiToken, ...]) -> Iterator[str]:
    return (value for value, count in Counter(token.value for token in tokens).items() if count > 1)
