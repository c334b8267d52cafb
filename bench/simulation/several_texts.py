"""Reminders with several texts: heads-ups, and repeats until the person says that it is done."""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bench.simulation.people import Texter, until_done, with_heads_ups
from bench.simulation.plan import Kind
from bench.simulation.promise import Promise
from bench.simulation.schedules import Texts

if TYPE_CHECKING:
    from bench.simulation.conversations import Conversations
    from bench.simulation.world import World

MOST_OPEN = 8
DONE_SHARE = 0.7  # of those that are repeated
DONE_EARLY_SHARE = 0.2  # of those with heads-ups
AFTER = timedelta(seconds=20)  # a text and its answer are under way
NEAR = timedelta(minutes=3)  # the next text may be sent already
SOON = timedelta(minutes=5)
DAYS_AHEAD = timedelta(days=50)


class SeveralTexts:
    """Asks for them, and says "done" when one has come."""

    def __init__(self, world: "World", conversations: "Conversations") -> None:
        self._world = world
        self._books = world.books
        self._conversations = conversations

    def _now(self) -> datetime:
        return self._world.clock.true_now()

    async def request(self, kind: Kind, person: Texter, token: str, chance: random.Random) -> None:
        if len(self._books.open_of(person.index)) >= MOST_OPEN:
            return
        is_repeated = kind is Kind.UNTIL_DONE
        request = (until_done if is_repeated else with_heads_ups)(person, token, self._now(), chance)
        await self._conversations.ask(person, token, request, chance)
        promise = self._books.promises.get(token)
        if promise is None or not isinstance(promise.schedule, Texts):
            return
        coming = promise.schedule.between(self._now(), self._now() + DAYS_AHEAD)
        # When which text has come, however often it is moved in the meantime: then it is not done.
        for moment in coming[: promise.texts_at_once * 2]:
            share = (DONE_SHARE if is_repeated else DONE_EARLY_SHARE) / promise.texts_at_once
            if chance.random() < share * 2:
                wait = moment - self._now() + timedelta(minutes=chance.choice((1, 2, 5)))
                self._world.later(wait.total_seconds(), partial(self._done, person, promise, chance))

    async def _done(self, person: Texter, promise: Promise, chance: random.Random) -> None:
        async with self._conversations.turn(person.index):
            now, schedule = self._now(), promise.schedule
            if not isinstance(schedule, Texts) or not self._can_say_so(person, promise, now):
                return
            moment = promise.left[-1][0]
            last = self._last_for(schedule, moment)
            if not promise.upcoming(now, last):  # none is left, or it is done already
                return
            is_newest = [text for _, text in self._books.told[person.index] if text.startswith("Reminder")][-1:]
            by_itself = any(promise.token in text for text in is_newest) and chance.random() < 0.5
            body = "done" if by_itself else f"done {promise.number}"
            reply, between = await self._conversations.say(person, body)
            if between[1] - between[0] > SOON:
                self._books.wild.add(promise.token)  # which text it was about depends on when it was read
            if self._conversations.is_unsure(promise, between):
                return
            if promise.token not in reply and self._books.in_trouble(person.index, now - timedelta(days=1), now):
                self._books.count("known: done with another reminder, as receipts were missing")
                self._books.wild.update((promise.token, *self._books.tokens_in(reply)))
                return
            pattern = rf"^Done\b.*\b{promise.token}\b|text for {promise.number} is already"
            if not self._conversations.expect(person, reply, pattern, body) or not reply.startswith("Done"):
                return
            self._books.count("said to be done")
            if promise.is_series:
                promise.end(between, "moved")
                promise.begin((last, last))  # the next occurrence
            else:
                promise.end(between, "gone")
            if chance.random() < 0.2:
                await self._conversations.undo(person, promise, chance, schedule)

    def _can_say_so(self, person: Texter, promise: Promise, now: datetime) -> bool:
        """Whether one of its texts has come, and the next is not about to leave."""
        who = person.index
        is_unsure = now < person.is_unsure_until or promise.token in self._books.wild
        if who in self._books.stopped or self._books.is_row_broken(who) or is_unsure or promise.state != "open":
            return False
        if not promise.left or now - promise.left[-1][1] > timedelta(hours=1) or now - promise.left[-1][1] < AFTER:
            return False
        margin = NEAR + self._books.skew_near(now)
        return not promise.schedule.between(now - self._books.skew_near(now), now + margin)

    def _last_for(self, schedule: Texts, moment: datetime) -> datetime:
        """The last text for the occurrence that the text at ``moment`` was for."""
        span = schedule.interval * schedule.times
        ahead = schedule.longest_lead + timedelta(days=1)
        occurrences = schedule.occurrences.between(moment - span - timedelta(seconds=1), moment + ahead)
        return next((schedule.of(at)[-1] for at in occurrences if moment in schedule.of(at)), moment)
