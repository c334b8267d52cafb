"""What goes wrong around the bot: kills, power cuts, carriers, the clock, the disk, broken rows, time zone updates."""

import asyncio
import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bench.simulation.books import Trouble
from bench.simulation.carrier import Carrier, Mood
from bench.simulation.database import Disk
from bench.simulation.people import Texter
from bench.simulation.plan import Step
from bench.simulation.schedules import under_new_rules
from bench.simulation.tz_database import NEW_RULES

if TYPE_CHECKING:
    from bench.simulation.world import World

OUTAGE_MINUTES = (2, 15, 30, 60, 240, 27 * 60, 75 * 60)
OUTAGE_WEIGHTS = (8, 6, 6, 6, 5, 3, 2)
CLOCK_MINUTES = (-90, -20, -2, 2, 20, 90)
DISK_TROUBLES = ((Disk.FULL, 5.0), (Disk.FULL, 100.0), (Disk.FULL, 600.0), (Disk.SLOW, 600.0), (Disk.SLOW, 9000.0))
STOPPED_SHARE = 0.4  # of what would be kills
STOPPED_SECONDS = (20.0, 70.0, 100.0, 400.0, 4000.0)
TAKEN_OVER_SECONDS = 300.0  # the lease, and the search for what became of its calls
MOODS = (Mood.FLAKY, Mood.DOWN, Mood.BUSY, Mood.AWAY, Mood.LOCKED)
HOUR = timedelta(hours=1)
# The bot looks for new time zone rules once a day.
RULES_NOTICED_WITHIN = timedelta(hours=25)


class Troubles:
    """Each trouble is noted in the books, which then know what cannot be expected of the bot."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books
        self.power_fails = False  # whether the next kill takes the machine's power with it
        self._updates: list[tuple[Trouble, Texter]] = []  # of time zone rules

    def begin(self, step: Step, chance: random.Random) -> None:
        """Begin what ``step`` says, unless the same is going wrong already."""
        getattr(self, f"_{step.kind.value}")(chance)

    def _kill(self, chance: random.Random) -> None:
        """Arm a kill: it strikes at one of the next commits or calls, or when none comes."""
        if len(self._world.running) > 1 and chance.random() < STOPPED_SHARE:
            self._stop(chance)
        elif self._world.is_alive:
            self._world.points_to_death = chance.randint(1, 25)
            self._world.spawn(self._kill_idle(chance.choice((1.0, 30.0, 600.0))))

    def _stop(self, chance: random.Random) -> None:
        """One bot is stopped in a call, and goes on later as if nothing had happened. The others take over from it."""
        life, seconds = chance.choice(self._world.running), chance.choice(STOPPED_SECONDS)

        def stop() -> None:
            life.stop(seconds)
            self._world.spawn(self._note_stop(seconds))

        life.arm_stop(stop)

    async def _note_stop(self, seconds: float) -> None:
        trouble = self._books.trouble(f"a bot is stopped for {seconds} s")
        self._books.count("stops")
        await asyncio.sleep(min(seconds, TAKEN_OVER_SECONDS))
        self._books.trouble_over(trouble)

    async def _kill_idle(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if self._world.points_to_death is not None and self._world.running:
            self._world.die(self._world.running[0])

    def _power(self, chance: random.Random) -> None:
        self.power_fails = True
        self._kill(chance)

    def _attack(self, chance: random.Random) -> None:
        self._world.attackers.begin(chance)

    def _mood(self, chance: random.Random) -> None:
        carrier = self._world.carriers[chance.choice(sorted(self._world.carriers))]
        mood, minutes = chance.choice(MOODS), chance.choices(OUTAGE_MINUTES, OUTAGE_WEIGHTS)[0]
        if mood is Mood.LOCKED:  # the bot tries every message again every minute: days of it tell nothing new
            minutes = min(60, minutes)
        self.begin_mood(carrier, mood, minutes * 60.0)

    def begin_mood(self, carrier: Carrier, mood: Mood, seconds: float) -> None:
        if carrier.mood is Mood.FINE:
            self._world.spawn(self._be(carrier, mood, seconds))

    async def _be(self, carrier: Carrier, mood: Mood, seconds: float) -> None:
        name = carrier.traits.name.value
        trouble = self._books.trouble(f"{name} is {mood.value}", concerns=name)
        carrier.mood = mood
        await asyncio.sleep(seconds)
        carrier.mood = Mood.FINE
        self._books.trouble_over(trouble)
        self._world.note(f"{name} is fine")

    def _clock(self, chance: random.Random) -> None:
        skew = timedelta(minutes=chance.choice(CLOCK_MINUTES))
        if not self._world.clock.skew:
            self._world.spawn(self._be_wrong(skew, chance.choice((120.0, 3600.0))))

    async def _be_wrong(self, skew: timedelta, seconds: float) -> None:
        trouble = self._books.trouble(f"the clock is wrong by {skew}", skew=skew)
        self._world.clock.jump(skew)
        await asyncio.sleep(seconds)
        self._world.clock.jump(timedelta())
        self._books.trouble_over(trouble, later=abs(skew))
        self._world.note("the clock is right")

    def _disk(self, chance: random.Random) -> None:
        disk, seconds = chance.choice(DISK_TROUBLES)
        if self._world.disk is Disk.FINE:
            self._world.spawn(self._be_bad(disk, seconds))

    async def _be_bad(self, disk: Disk, seconds: float) -> None:
        trouble = self._books.trouble(f"the disk is {disk.name.lower()}")
        self._world.disk = disk
        await asyncio.sleep(seconds)
        self._world.disk = Disk.FINE
        self._books.trouble_over(trouble)
        self._world.note("the disk is fine")

    def _row(self, chance: random.Random) -> None:
        person = chance.choice(self._world.people)
        if not self._books.is_row_broken(person.index) and self._world.path.exists():
            self._world.spawn(self._break_row(person.index, chance.choice((3600.0, 30_000.0, 250_000.0))))

    async def _break_row(self, who: int, seconds: float) -> None:
        """Make a person's zone one that nobody knows, for a while. Everyone else must not notice."""
        person = self._world.people[who]
        trouble = self._books.trouble(f"the row of person {who} is broken", concerns=f"row {who}")
        self._world.audit.set_zone(person, "Mars/Olympus")
        await asyncio.sleep(seconds)
        self._world.audit.set_zone(person, person.zone)
        self._books.trouble_over(trouble)
        self._world.note(f"the row of person {who} is whole")

    def _zone(self, chance: random.Random) -> None:
        """The tz database is updated: a zone gets the rules of another one."""
        zone = chance.choice(sorted(NEW_RULES))
        rules = NEW_RULES[zone]
        if zone in self._world.tz_database.updated:
            return
        self._world.tz_database.update(zone)
        for person in self._world.people:
            if person.zone != zone:
                continue
            trouble = self._books.trouble(f"{zone} gets the rules of {rules}", concerns=f"person {person.index}")
            trouble.ended = trouble.began + RULES_NOTICED_WITHIN
            person.rules, person.is_unsure_until = rules, trouble.ended
            self._updates.append((trouble, person))
            noticed = (trouble.began, trouble.ended)
            for promise in self._books.of(person.index):
                if promise.state == "open":
                    schedule = under_new_rules(promise.schedule, zone, rules)
                    promise.end(noticed, "moved")
                    promise.begin(noticed, schedule)
                else:
                    promise.schedule = under_new_rules(promise.schedule, zone, rules)

    def bot_was_down(self, since: datetime) -> None:
        """It notices new time zone rules only now."""
        now = self._world.clock.true_now()
        for trouble, person in self._updates:
            if trouble.ended is None or trouble.ended < since:
                continue
            before, after = (trouble.began, trouble.ended), (trouble.began, max(trouble.ended, now + HOUR))
            trouble.ended = person.is_unsure_until = after[1]
            for span in (span for promise in self._books.of(person.index) for span in promise.spans):
                span.began = after if span.began == before else span.began
                span.ended = after if span.ended == before else span.ended
