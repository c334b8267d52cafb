"""The moments at which a crash test kills the bot: each a step that is to be survived."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qs

from tests.fakes.api_server import RecordedRequest, Stage
from tests.fakes.books import TOKEN


class Step(Enum):
    """Where the bot is when it dies."""

    BEFORE_COMMIT = "before a commit"
    AFTER_COMMIT = "after a commit"
    BEFORE_WORK = "the provider has not begun"
    BEFORE_ANSWER = "the provider has done it, but not answered"
    AFTER_ANSWER = "the provider has answered"
    CANCEL_BEFORE = "a cancel has not arrived"
    CANCEL_BEFORE_ANSWER = "a cancel is done, but not answered"
    CANCEL_AFTER_ANSWER = "a cancel is answered"
    EDIT = "while a reminder is moved"
    REPEAT = "between two occurrences of a repeat"
    TEXT_SENT = "a text has been sent to it"
    ANSWER_BEGUN = "its answer has begun"
    ANY_TIME = "at any time"


COMMITS = {Step.BEFORE_COMMIT: "before", Step.AFTER_COMMIT: "after"}
CALLS = {
    Step.BEFORE_WORK: ("create", Stage.ARRIVED),
    Step.BEFORE_ANSWER: ("create", Stage.DONE),
    Step.AFTER_ANSWER: ("create", Stage.ANSWERED),
    Step.CANCEL_BEFORE: ("cancel", Stage.ARRIVED),
    Step.CANCEL_BEFORE_ANSWER: ("cancel", Stage.DONE),
    Step.CANCEL_AFTER_ANSWER: ("cancel", Stage.ANSWERED),
}


def verb(asked: RecordedRequest) -> str:
    """What a provider was asked for: "create", "cancel" or "read"."""
    if asked.method == "GET":
        return "read"
    is_create = re.search(r"/Messages\.json$|/v2/messages$", asked.path)
    return "create" if is_create else "cancel"


def words_of(asked: RecordedRequest) -> str:
    """The text that a provider was asked to take."""
    body = asked.body.decode()
    if verb(asked) != "create":
        return ""
    return str(json.loads(body)["text"]) if body.startswith("{") else parse_qs(body)["Body"][0]


@dataclass
class Death:
    """One death that is to come: ``step``, the ``count``-th time. ``kill`` ends the bot at once.

    ``moving`` are the tokens of reminders that are being moved, ``repeating`` those of repeats.
    """

    step: Step
    count: int
    kill: Callable[[], None]
    moving: set[str]
    repeating: set[str]
    after_seconds: float = 0.0
    after_texts: int = 0  # acknowledged; before that it does not strike
    moment: Stage = Stage.DONE
    has_come: bool = False

    @property
    def at_commit(self) -> tuple[str, int] | None:
        return (COMMITS[self.step], self.count) if self.step in COMMITS else None

    def watch(self, moment: Stage, asked: RecordedRequest) -> bool:
        """A provider has been asked; True when the bot died before the request was sent off wholly."""
        if self._is_it(moment, asked):
            return self.strike() and moment is Stage.ARRIVED
        return False

    def _is_it(self, moment: Stage, asked: RecordedRequest) -> bool:
        if self.step in CALLS:
            return (verb(asked), moment) == CALLS[self.step]
        token = TOKEN.search(words_of(asked))
        if self.step is Step.EDIT:
            return moment is self.moment and token is not None and token[0] in self.moving
        if self.step is Step.REPEAT:
            return moment is self.moment and token is not None and token[0] in self.repeating
        return False

    def strike(self) -> bool:
        """One more time; True when it was the last."""
        if self.after_texts > 0:
            return False
        self.count -= 1
        if self.count == 0:
            self.has_come = True
            self.kill()
            return True
        return False


def draw(step: Step, chance: random.Random, kill: Callable[[], None], moving: set[str], repeating: set[str]) -> Death:
    """A death at ``step``, at one of its first times."""
    # the quicker the machine, the more texts share a commit, and the fewer commits there are
    most = 40 if step in COMMITS else 2 if "CANCEL" in step.name or step in (Step.EDIT, Step.REPEAT) else 8
    # everybody's next text is on its way as soon as the one before is answered: wait too long and there is none to send
    latest = 10 if step is Step.TEXT_SENT else 20
    return Death(
        step,
        chance.randint(1, most),
        kill,
        moving,
        repeating,
        after_seconds=chance.uniform(0.0, 1.5),
        after_texts=chance.randint(0, latest),
        moment=chance.choice(list(Stage)),
    )


def first(step: Step, kill: Callable[[], None], moving: set[str], repeating: set[str]) -> Death:
    """A death the first time that ``step`` comes."""
    return Death(step, 1, kill, moving, repeating)
