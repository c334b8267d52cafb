"""How the people's texts reach the bot, and how its answers get into the books."""

import asyncio
import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bench.simulation.books import FROM_THE_GAP, TOKEN, Promise
from bench.simulation.bot_process import ProcessDiedError
from bench.simulation.people import SET, Request, Texter, once, series, some_moment, soon
from bench.simulation.plan import Kind, Step
from bench.simulation.schedules import Once, Schedule
from bot.domain.changes import Answer
from bot.domain.errors import StorageError
from bot.domain.model import InboundText, OptOut, ProviderName

if TYPE_CHECKING:
    from bench.simulation.world import World

BOT_NUMBER = "+13125550100"
MOST_OPEN = 8
SHORT_SERIES_LIVE = timedelta(hours=20)
NEAR = timedelta(minutes=4)  # nothing is changed that is about to leave: who wins is a race
SOON = timedelta(minutes=5)  # an hour later there is nothing to undo
RECEIPTS_WITHIN = timedelta(hours=2)
Between = tuple[datetime, datetime]


class Phones:
    """Texts of one person go out one after the other; each is sent again until it is acknowledged."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books
        self._turns: dict[int, asyncio.Lock] = {person.index: asyncio.Lock() for person in world.people}
        self._tokens = 0

    def _now(self) -> datetime:
        return self._world.clock.true_now()

    async def text(self, step: Step, chance: random.Random) -> None:
        """What a step of the plan comes to; a step that makes no sense now is left out."""
        person = self._world.people[step.who]
        async with self._turns[step.who]:
            if (step.who in self._books.stopped) is (step.kind is not Kind.START):
                return
            if step.kind is Kind.START:
                await self._start(person)
                return
            kind = Kind.DELETE if self._has_old_short_series(person) else step.kind
            await getattr(self, f"_{kind.name.lower()}")(person, chance)

    def _has_old_short_series(self, person: Texter) -> bool:
        """Those fill the days with work, so they live a day or so."""
        before = self._now() - SHORT_SERIES_LIVE
        return any(one.step is not None and one.made_at < before for one in self._books.open_of(person.index))

    # One text.

    async def _say(self, person: Texter, body: str, opt_out: OptOut | None = None) -> tuple[str, Between]:
        """Text the bot until it has acknowledged; the reply, and between which moments it was decided."""
        world, began = self._world, self._now()
        world.note(f"from {person.index}: {body}")
        inbound = self._inbound(person, body, opt_out)
        answer: Answer | None = None
        tries = 0
        while answer is None:
            tries += 1
            await asyncio.sleep(world.chance.choice((0.05, 0.5)))
            try:
                answer = await world.receive(inbound)
            except (ProcessDiedError, StorageError):
                await asyncio.sleep(world.chance.choice((2.0, 20.0)) * min(tries, 20))
                continue
            except Exception as error:  # noqa: BLE001 - a 500 to the carrier
                if not self._is_broken(person):
                    self._books.violate("webhook failed", f"{body!r}: {error!r}")
                await asyncio.sleep(600.0)
                continue
            if answer is None:
                inbound = self._inbound(person, body, opt_out)  # the person was asked to send it again
                await asyncio.sleep(60.0)
        reply = answer.reply or ""
        world.note(f"answer to {person.index}: {reply}")
        self._books.told[person.index].append((self._now(), reply))
        self._books.count("texts")
        while world.chance.random() < 0.12:
            delay = world.chance.choice((0.0, 1.0, 30.0, 4000.0, 90_000.0))
            world.later(delay, partial(self._say_again, person, inbound, answer))
        return reply, (began, self._now())

    def _is_broken(self, person: Texter) -> bool:
        """Whether the person's row is broken on purpose."""
        now = self._now()
        return any(one.provider == f"person {person.index}" and one.touches(now, now) for one in self._books.troubles)

    def _inbound(self, person: Texter, body: str, opt_out: OptOut | None) -> InboundText:
        person.texts += 1
        return InboundText(
            provider=ProviderName(person.provider),
            message_id=f"IN{person.index}-{person.texts:06d}",
            from_number=person.number,
            to_number=BOT_NUMBER,
            body=body,
            received_at=self._world.clock.now(),
            opt_out=opt_out,
        )

    async def _say_again(self, person: Texter, inbound: InboundText, first: Answer) -> None:
        """The webhook comes once more: nothing changes, and the answer is the same."""
        try:
            again = await self._world.receive(inbound)
        except (ProcessDiedError, StorageError):
            return
        except Exception as error:  # noqa: BLE001 - a 500 to the carrier
            if not self._is_broken(person):
                self._books.violate("webhook failed", f"{inbound.body!r} again: {error!r}")
            return
        if again is None:
            return
        self._books.count("redeliveries")
        same = again.redelivered and (again.reply == first.reply or person.provider == "telnyx")
        if not same:
            self._books.violate("redelivery", f"{inbound.body!r}: first {first.reply!r}, then {again.reply!r}")

    # Reminders.

    def _token(self) -> str:
        self._tokens += 1
        return f"thing{self._tokens:04d}"

    def _has_room(self, person: Texter) -> bool:
        return len(self._books.open_of(person.index)) < MOST_OPEN

    async def _once(self, person: Texter, chance: random.Random) -> None:
        if self._has_room(person):
            token = self._token()
            await self._ask(person, token, once(person, token, self._now(), chance))

    async def _soon(self, person: Texter, chance: random.Random) -> None:
        token = self._token()
        await self._ask(person, token, soon(token, chance))

    async def _series(self, person: Texter, chance: random.Random) -> None:
        if self._has_room(person):
            token = self._token()
            short = not any(promise.step is not None for promise in self._books.open_of(person.index))
            await self._ask(person, token, series(person, token, self._now(), chance, short=short))

    async def _ask(self, person: Texter, token: str, request: Request) -> None:
        reply, between = await self._say(person, request.body)
        found = SET.search(reply)
        is_unsure = request.moment is not None and self._is_close(request.moment, between)
        if found is None:
            self._books.wild.add(token)
            if not is_unsure:
                self._books.violate("unexpected reply", f"{request.body!r}: {reply!r}")
            return
        if is_unsure:
            self._books.wild.add(token)
        created_at = self._world.audit.created_at(token)
        if created_at is None:
            self._books.violate("not saved", f"{request.body!r}: {reply!r}")
            return
        if request.moment is not None:
            schedule: Schedule = Once(request.moment)
        elif request.delay is not None:
            schedule = Once(created_at + request.delay)
        else:
            schedule = request.schedule(person.zone, created_at)
        if FROM_THE_GAP in self._books.known and self._starts_in_gap(person, request, schedule, created_at):
            self._books.count(f"known: {FROM_THE_GAP}")
            self._books.wild.add(token)
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
        promise.begin((between[0] - timedelta(hours=3), between[0] - timedelta(hours=3)))
        self._books.promises[token] = promise
        self._books.count("reminders")

    def _starts_in_gap(self, person: Texter, request: Request, schedule: Schedule, created_at: datetime) -> bool:
        """Whether a clock change skips the first time of a series: the bot then keeps the moved time for all."""
        if not request.days:
            return False
        first = person.local(schedule.between(created_at, created_at + timedelta(days=400))[0])
        return (first.hour, first.minute) != (request.days["hour"], request.days["minute"])

    def _is_close(self, moment: datetime, between: Between) -> bool:
        """Whether the moment had nearly come when the text was answered, by either clock."""
        skew = self._books.skew_near(between[1])
        return moment <= between[1] + timedelta(minutes=1) + skew

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
        old = [one for one in chosen if one.step is not None and now - one.made_at > SHORT_SERIES_LIVE]
        return (old[0] if old else chance.choice(chosen)) if chosen else None

    def _expect(self, person: Texter, reply: str, pattern: str, body: str) -> bool:
        if re.search(pattern, reply):
            return True
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

    def _is_unsure(self, promise: Promise, between: Between) -> bool:
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
        reply, between = await self._say(person, body)
        if self._is_unsure(promise, between):
            return
        if self._expect(person, reply, rf"Delet\w+ {promise.number}\b|text for {promise.number} is already", body):
            promise.end(between, "gone")
            if chance.random() < 0.3 and between[1] - between[0] < SOON:
                await self._undo(person, promise, chance)

    async def _move(self, person: Texter, chance: random.Random) -> None:
        promise = self._choose(person, chance, lambda one: not one.is_series)
        if promise is None:
            return
        moment, words = some_moment(person, self._now(), chance)
        before = promise.schedule
        body = f"move {promise.number} to {words}"
        reply, between = await self._say(person, body)
        if self._is_unsure(promise, between):
            return
        if self._is_close(moment, between):
            self._books.wild.add(promise.token)
            return
        if self._expect(person, reply, rf"Reminder {promise.number} (?:moved|is (?:already|now)|stays)", body):
            promise.end(between, "moved")
            promise.begin(between, Once(moment))
            if chance.random() < 0.3 and between[1] - between[0] < SOON:
                await self._undo(person, promise, chance, before)

    async def _undo(
        self, person: Texter, promise: Promise, chance: random.Random, schedule: Schedule | None = None
    ) -> None:
        await asyncio.sleep(chance.uniform(5.0, 2000.0))
        if self._is_unsure(promise, (self._now(), self._now())):
            return
        before = schedule if schedule is not None else promise.schedule
        if not promise.is_series and not before.between(self._now() + NEAR, self._now() + timedelta(days=400)):
            self._books.wild.add(promise.token)
        reply, between = await self._say(person, "undo")
        if promise.token in self._books.wild or self._is_unsure(promise, between):
            return
        if between[1] - between[0] > timedelta(minutes=20) or self._books.skew_near(between[1]):
            self._books.wild.add(promise.token)  # an hour may have passed: too late to undo
            return
        if self._expect(person, reply, r"^Undone", "undo"):
            promise.end(between, "moved")
            promise.begin(between, before)

    async def _pause(self, person: Texter, chance: random.Random) -> None:
        promise = self._choose(person, chance, lambda one: one.is_series)
        if promise is None:
            return
        body = f"pause {promise.number}"
        reply, between = await self._say(person, body)
        if self._expect(person, reply, rf"Paused {promise.number}\b", body):
            promise.end(between, "paused")

    async def _resume(self, person: Texter, chance: random.Random) -> None:
        paused = [promise for promise in self._books.of(person.index) if promise.state == "paused"]
        if not paused:
            return
        promise = chance.choice(paused)
        body = f"resume {promise.number}"
        reply, between = await self._say(person, body)
        if self._expect(person, reply, r"back on", body):
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
        if len(came) != 1 or len(recent) != 1 or came[0].is_series or came[0].state != "gone":
            return
        promise, skew = came[0], self._books.skew_near(now)
        reply, between = await self._say(person, "snooze 1 hour")
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
            reply, between = await self._say(person, body)
            for line in reply.split("\n"):
                if found := re.match(r"(\d+)\. .*see (thing\d{4})", line):
                    listed[found[2]] = int(found[1])
            if "MORE" not in reply:
                break
            body = "more"
        self._world.audit.compare_list(person, listed, between)

    async def _chat(self, person: Texter, chance: random.Random) -> None:
        await self._say(person, chance.choice(("thanks", "ok", "what can you do", "good morning", "hmm")))

    async def _stop(self, person: Texter, chance: random.Random) -> None:
        by_carrier = chance.random() < 0.5
        if by_carrier:
            self._world.carriers[person.provider].opted_out.add(person.number)
        body = "STOP" if by_carrier else "please stop texting me"
        _, between = await self._say(person, body, OptOut.STOP if by_carrier else None)
        for promise in self._books.of(person.index):
            if promise.state in ("open", "paused"):
                promise.end(between, "parked" if promise.state == "open" else "paused")
        self._books.stopped[person.index] = between
        self._books.stops.append((person.index, between))

    async def _start(self, person: Texter) -> None:
        self._world.carriers[person.provider].opted_out.discard(person.number)
        _, between = await self._say(person, "START", OptOut.START)
        del self._books.stopped[person.index]
        for promise in self._books.of(person.index):
            if promise.state != "parked":
                continue
            if self._is_unsure(promise, between):
                promise.state = "gone"
            else:
                promise.begin(between)
