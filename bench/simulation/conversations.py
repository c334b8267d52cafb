"""What people text in each kind of step, and what the replies promise: the way into the books."""

import asyncio
import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bench.simulation.books import TOKEN
from bench.simulation.carrier import BOT_NUMBER, Mood
from bench.simulation.opt_outs import OptOuts
from bench.simulation.people import Request, Texter, in_minutes, once, series, short_series, some_moment, soon
from bench.simulation.phones import Between
from bench.simulation.plan import LATER_TEXTS, Kind, Step
from bench.simulation.promise import Promise
from bench.simulation.schedules import Once, Schedule, Texts, moved_to
from bench.simulation.several_texts import SeveralTexts

if TYPE_CHECKING:
    from bench.simulation.world import World

SET = re.compile(r"Reminder (\d+) set\b")
MOST_OPEN = 8
NEAR = timedelta(minutes=4)  # nothing is changed that is about to leave: who wins is a race
SOON = timedelta(minutes=5)  # an hour later there is nothing to undo
RECEIPTS_WITHIN = timedelta(hours=2)
RUSH_MOODS = (Mood.DOWN, Mood.DOWN, Mood.FLAKY, Mood.AWAY)
CANCEL_WITHIN = timedelta(seconds=10)


class Conversations:
    """One person's conversations follow each other. A step that makes no sense when its time comes is left out."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books
        self.say = world.phones.say
        self._turns = {person.index: asyncio.Lock() for person in world.people}
        self._opt_outs = OptOuts(world)
        self._several = SeveralTexts(world, self)
        self._changes = {
            Kind.MOVE: self._move,
            Kind.DELETE: self._delete,
            Kind.PAUSE: self._pause,
            Kind.RESUME: self._resume,
            Kind.SNOOZE: self._snooze,
            Kind.LIST: self._list,
        }

    def _now(self) -> datetime:
        return self._world.clock.true_now()

    def turn(self, who: int) -> asyncio.Lock:
        """Held while one person talks with the bot."""
        return self._turns[who]

    async def text(self, step: Step, chance: random.Random) -> None:
        """Carry out a step of the plan."""
        person = self._world.people[step.who]
        async with self._turns[step.who]:
            has_stopped = step.who in self._books.stopped
            is_unreadable = self._books.is_row_broken(step.who) and step.kind not in (Kind.STOP, Kind.START)
            is_unsure = self._now() < person.is_unsure_until or is_unreadable
            if has_stopped is not (step.kind is Kind.START) or is_unsure:
                return
            token = f"thing{step.number:04d}"
            kind = Kind.DELETE if self._has_old_short_series(person) else step.kind
            if kind in LATER_TEXTS:
                await self._several.request(kind, person, token, chance)
            elif kind in (Kind.ONCE, Kind.SOON, Kind.SERIES, Kind.SHORT_SERIES, Kind.GROUP):
                await self._request(kind, person, token, chance)
            elif kind is Kind.RUSH:
                await self._rush(person, token, chance)
            elif kind is Kind.CROWD:
                await self._crowd(person, token, chance)
            elif kind in self._changes:
                await self._changes[kind](person, chance)
            else:
                await self._opt_outs.text(kind, person, chance)

    async def _request(self, kind: Kind, person: Texter, token: str, chance: random.Random) -> None:
        if kind is Kind.SOON:
            await self.ask(person, token, soon(token, chance), chance)
            return
        if len(self._books.open_of(person.index)) >= MOST_OPEN:
            return
        if kind is Kind.SERIES:
            await self.ask(person, token, series(person, token, self._now(), chance), chance)
        elif kind is Kind.SHORT_SERIES:
            if not any(promise.step is not None for promise in self._books.open_of(person.index)):
                await self.ask(person, token, short_series(person, token, self._now(), chance), chance)
        elif kind is Kind.ONCE:
            await self.ask(person, token, once(person, token, self._now(), chance), chance)
        else:
            await self._group(person, token, chance)

    async def _rush(self, person: Texter, token: str, chance: random.Random) -> None:
        """The carrier fails as someone asks for something that the bot must send itself, soon or again and again."""
        carrier = self._world.carriers[person.provider]
        mood, minutes = chance.choice(RUSH_MOODS), chance.choice((10, 20, 40, 90, 240))
        self._world.troubles.begin_mood(carrier, mood, 60.0 * minutes)
        kind = chance.choice((Kind.SOON, Kind.SOON, Kind.SHORT_SERIES))
        if kind is Kind.SOON:
            for letter in "abc":
                await self.ask(person, token + letter, soon(token + letter, chance), chance)
        else:
            await self._request(kind, person, token, chance)

    def _has_old_short_series(self, person: Texter) -> bool:
        return any(map(self._is_too_old, self._books.open_of(person.index)))

    def _is_too_old(self, promise: Promise) -> bool:
        return promise.lives_for is not None and promise.made_at < self._now() - promise.lives_for

    async def _group(self, person: Texter, token: str, chance: random.Random) -> None:
        """A group MMS, in which the first number that it was sent to may be another person's."""
        other = self._world.people[(person.index + 1) % len(self._world.people)]
        to_number = "" if person.provider == "telnyx" else other.number  # as TelnyxWebhook reads it
        await self.ask(person, token, once(person, token, self._now(), chance), chance, to_number=to_number)

    async def ask(
        self, person: Texter, token: str, request: Request, chance: random.Random, *, to_number: str = BOT_NUMBER
    ) -> None:
        reply, between = await self.say(person, request.body, to_number=to_number)
        found = SET.search(reply)
        is_unsure = request.first_text is not None and self._is_close(person, request.first_text, between)
        is_unsure |= request.has_several_texts and bool(self._books.skew_near(between[1]))
        if found is None or is_unsure:
            self._books.wild.add(token)
            if not is_unsure:
                self._books.violate("unexpected reply", f"{request.body!r}: {reply!r}")
            return
        created_at = self._world.audit.created_at(token)
        if created_at is None:
            self._books.violate("not saved", f"{request.body!r}: {reply!r}")
            return
        schedule = request.schedule(person.rules, created_at)
        promise = Promise(
            token=token,
            who=person.index,
            number=int(found[1]),
            schedule=schedule,
            is_series=request.is_series,
            step=request.step,
            made_at=between[0] - timedelta(hours=3),
        )
        # Wall-clock moments are counted from the creation itself: no moment in between is in doubt.
        promise.begin(between if request.has_several_texts else (promise.made_at, promise.made_at))
        self._books.promises[token] = promise
        self._books.count("reminders")
        if chance.random() < 0.08 and between[1] - between[0] < timedelta(seconds=5):
            await self._say_twice(person, request, int(found[1]))

    async def _say_twice(self, person: Texter, request: Request, number: int) -> None:
        """The phone sends the same words once more, as a message of its own: still one reminder."""
        reply, between = await self.say(person, request.body)
        found = SET.search(reply)
        if found and int(found[1]) != number and between[1] - between[0] < timedelta(seconds=5):
            self._books.violate("set twice", f"{request.body!r}: {reply!r}")

    def _is_close(self, person: Texter, moment: datetime, between: Between) -> bool:
        """Whether the moment had nearly come when the text was answered, by either clock; or its zone has changed."""
        skew = self._books.skew_near(between[1])
        return moment <= between[1] + timedelta(minutes=1) + skew or between[0] < person.is_unsure_until

    def _choose(
        self, person: Texter, chance: random.Random, fits: Callable[[Promise], bool] = lambda _: True
    ) -> Promise | None:
        """An open promise that is not about to leave."""
        now = self._now()
        margin = NEAR + self._books.skew_near(now)
        chosen = [
            promise
            for promise in self._books.open_of(person.index)
            if promise.token not in self._books.wild
            and fits(promise)
            and (promise.is_series or promise.schedule.between(now + margin, now + timedelta(days=400)))
            and not promise.schedule.between(now - margin, now + margin)
        ]
        old = [one for one in chosen if self._is_too_old(one)]
        return (old[0] if old else chance.choice(chosen)) if chosen else None

    def expect(self, person: Texter, reply: str, pattern: str, body: str) -> bool:
        if re.search(pattern, reply):
            return True
        if "I can't read reminder" in reply and self._books.is_row_broken(person.index):
            return False
        if "already on its way" in reply and self._is_in_doubt(person):
            self._books.count("known: refused though only the last text is in doubt")
            return False
        self._books.violate("unexpected reply", f"{body!r}: {reply!r}")
        return False

    def _is_in_doubt(self, person: Texter) -> bool:
        """Whether the bot may not know that the last text has left: no receipt yet, or the carrier is in trouble."""
        now = self._now()
        last = max((one.left[-1][1] for one in self._books.of(person.index) if one.left), default=None)
        return self._books.in_trouble(person.index, now, now) or (last is not None and last > now - RECEIPTS_WITHIN)

    def is_unsure(self, promise: Promise, between: Between) -> bool:
        """The moment came while the text was under way: nobody can say what was changed."""
        is_ahead = promise.schedule.between(between[1] + NEAR / 4, between[1] + timedelta(days=400))
        if not promise.is_series and not is_ahead:
            self._books.wild.add(promise.token)
        return promise.token in self._books.wild

    async def _delete(self, person: Texter, chance: random.Random) -> None:
        promise = self._choose(person, chance)
        if promise is None:
            return
        body = f"delete {promise.number}"
        reply, between = await self.say(person, body)
        if self.is_unsure(promise, between):
            return
        if self.expect(person, reply, rf"Delet\w+ {promise.number}\b|text for {promise.number} is already", body):
            promise.end(between, "gone")
            if chance.random() < 0.3 and between[1] - between[0] < SOON:
                await self.undo(person, promise, chance)

    async def _move(self, person: Texter, chance: random.Random) -> None:
        promise = self._choose(person, chance, lambda one: not one.is_series)
        if promise is None:
            return
        before = promise.schedule
        lead = before.longest_lead if isinstance(before, Texts) else timedelta()
        moment, words = some_moment(person, self._now(), chance, ahead_by=lead)
        body = f"move {promise.number} to {words}"
        reply, between = await self.say(person, body)
        if self.is_unsure(promise, between):
            return
        if self._is_close(person, moment - lead, between):
            self._books.wild.add(promise.token)
            return
        pattern = rf"Reminder {promise.number} (?:moved|now comes|is (?:already|now)|stays)"
        if self.expect(person, reply, pattern, body):
            promise.end(between, "moved")
            promise.begin(between, moved_to(before, moment, person.rules))
            if chance.random() < 0.3 and between[1] - between[0] < SOON:
                await self.undo(person, promise, chance, before)

    async def undo(
        self, person: Texter, promise: Promise, chance: random.Random, schedule: Schedule | None = None
    ) -> None:
        await asyncio.sleep(chance.uniform(5.0, 2000.0))
        if self.is_unsure(promise, (self._now(), self._now())):
            return
        before = schedule if schedule is not None else promise.schedule
        if not promise.is_series and not before.between(self._now() + NEAR, self._now() + timedelta(days=400)):
            self._books.wild.add(promise.token)
        reply, between = await self.say(person, "undo")
        if promise.token in self._books.wild or self.is_unsure(promise, between):
            return
        if between[1] - between[0] > timedelta(minutes=20) or self._books.skew_near(between[1]):
            self._books.wild.add(promise.token)  # an hour may have passed: too late to undo
            return
        if self.expect(person, reply, r"^Undone", "undo"):
            promise.end(between, "moved")
            promise.begin(between, before)

    async def _pause(self, person: Texter, chance: random.Random) -> None:
        promise = self._choose(person, chance, lambda one: one.is_series)
        if promise is None:
            return
        body = f"pause {promise.number}"
        reply, between = await self.say(person, body)
        if self.expect(person, reply, rf"Paused {promise.number}\b", body):
            promise.end(between, "paused")

    async def _resume(self, person: Texter, chance: random.Random) -> None:
        paused = [promise for promise in self._books.of(person.index) if promise.state == "paused"]
        if not paused:
            return
        promise = chance.choice(paused)
        body = f"resume {promise.number}"
        reply, between = await self.say(person, body)
        if self.expect(person, reply, r"back on", body):
            promise.begin(between)

    async def _snooze(self, person: Texter, chance: random.Random) -> None:  # noqa: ARG002 - as the others
        now = self._now()
        since = now - timedelta(minutes=40)
        recent = [text for at, text in self._books.told[person.index] if at >= since and text.startswith("Reminder")]
        came = [
            promise
            for promise in self._books.of(person.index)
            if promise.left and promise.left[-1][1] >= since and promise.token not in self._books.wild
        ]
        if len(came) != 1 or len(recent) != 1 or came[0].has_several_texts or came[0].state != "gone":
            return
        promise, skew = came[0], self._books.skew_near(now)
        reply, between = await self.say(person, "snooze 1 hour")
        named = TOKEN.search(reply)
        if named is not None and named[0] != promise.token:
            self._books.wild.update({named[0], promise.token})
            if self._books.in_trouble(person.index, since, between[1]):
                self._books.count("known: snoozed another reminder, as receipts were missing")
            else:
                self._books.violate("unexpected reply", f"'snooze 1 hour' after {promise.token}: {reply!r}")
            return
        row = self._world.audit.active_row(promise.token)
        if row is None:
            if not self._books.in_trouble(person.index, since, between[1]):
                self._books.violate("unexpected reply", f"'snooze 1 hour' after {promise.token}: {reply!r}")
            return
        number, due_at = row
        hour = timedelta(hours=1, seconds=1)
        if not between[0] + timedelta(minutes=59) - skew <= due_at <= between[1] + hour + skew:
            self._books.violate("wrong time", f"snoozed by an hour at {between[1]}, due {due_at}: {reply!r}")
        promise.number = number
        promise.begin(between, Once(due_at))

    async def _list(self, person: Texter, chance: random.Random) -> None:  # noqa: ARG002 - as the others
        listed: dict[str, int] = {}
        body = "list"
        for _ in range(5):
            reply, between = await self.say(person, body)
            for line in reply.split("\n"):
                if found := re.match(r"(\d+)\. .*see (thing\d{4}[a-h]?)", line):
                    listed[found[2]] = int(found[1])
            if "MORE" not in reply:
                break
            body = "more"
        self._world.audit.compare_list(person, listed, between)

    async def _crowd(self, person: Texter, token: str, chance: random.Random) -> None:
        """While every call to the carrier is slow and all slots are taken, a deletion still reaches it at once."""
        now, carrier = self._now(), self._world.carriers[person.provider]
        promise = self._choose(person, chance)
        if promise is None or self._books.in_trouble(person.index, now - timedelta(hours=2), now):
            return
        ids = self._world.audit.scheduled_ids(promise.token)
        if not ids:
            return
        trouble = self._books.trouble(f"{person.provider} is slow", concerns=person.provider)
        carrier.mood = Mood.SLOW
        for letter in "abcdefgh":
            await self.ask(person, token + letter, in_minutes(token + letter, 40), chance)
        body = f"delete {promise.number}"
        _, between = await self.say(person, body)
        promise.end(between, "gone")
        await asyncio.sleep(CANCEL_WITHIN.total_seconds())
        is_calm = self._books.concerning(person.index, between[0], self._now()) == [trouble]
        # One is enough: the calls for one person may follow each other.
        if is_calm and not any(id_ in carrier.cancels_asked for id_ in ids):
            self._books.violate("cancel waits", f"{body!r} by person {person.index}: {sorted(ids)}")
        await asyncio.sleep(300)
        carrier.mood = Mood.FINE
        self._books.trouble_over(trouble)
