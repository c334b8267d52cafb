"""The people: their numbers and zones, and the words of what they text."""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bench.simulation.schedules import ZONES, Elapsed, Lead, Once, OnDays, Schedule, Texts, at_wall_time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHAT = ("thanks", "ok", "what can you do", "good morning", "hmm")
NEVER_MIND = ("never mind", "nevermind", "never mind please")
# What carriers act on by themselves, and what only the bot understands.
CARRIER_STOPS = ("STOP", "stop", "UNSUBSCRIBE", "Quit", "END")
STOPS = (
    "please stop texting me",
    "STOP STOP STOP",
    "\u2068STOP\u2069",
    "stop\u200e",
    "STOP!!! \N{OCTAGONAL SIGN}",
    "OPT-OUT",
    "please stop sending text reminders",
    "I don't want these texts anymore",
    "do not ever contact me again",
    "you have the wrong number",
    "take me off this list",
    "ARRET",
    "ALTO",
    "PARAR",
    "BASTA",
)
# From the machines of people's phones and offices. Several name a time: no reminder may come of it.
MACHINE_TEXTS = (
    "Thank you for your message. Our office hours are Mon-Fri 9am to 5pm.",
    "Automatic reply: I am out of the office until Monday at 9am.",
    "I'm driving right now and will see your message at 6pm.",
    "Your verification code is 491827. It expires at 5pm.",
    "This is an automated message. Please do not reply to this number.",
)


@dataclass
class Texter:
    """One person, with reminders in ``zone``. ``rules`` is the zone whose rules that zone has.

    Until ``is_unsure_until`` the bot may still go by the old rules, and the person texts nothing.
    """

    index: int
    number: str
    provider: str
    zone: str
    rules: str
    texts: int = 0
    is_unsure_until: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZONES[self.rules])


def people() -> list[Texter]:
    """Six people in five zones and a sixth without clock changes, on two carriers."""
    numbers = (
        ("+12125550123", "America/New_York"),
        ("+442071838750", "Europe/London"),
        ("+12135550124", "America/Los_Angeles"),
        ("+493012345678", "Europe/Berlin"),
        ("+61412345678", "Australia/Sydney"),
        ("+16025550123", "America/Phoenix"),
    )
    return [
        Texter(index, number, "twilio" if index % 2 == 0 else "telnyx", zone, zone)
        for index, (number, zone) in enumerate(numbers)
    ]


@dataclass
class Request:
    """A text that asks for a reminder. ``moment`` is when a single one is due; ``delay`` counts from its creation."""

    body: str
    moment: datetime | None = None
    delay: timedelta | None = None
    days: dict[str, int] = field(default_factory=dict)  # of a series by the wall clock
    step: timedelta | None = None  # of a series by elapsed time
    leads: tuple[Lead, ...] = ()  # heads-ups
    until_done: tuple[timedelta, int] | None = None  # it is repeated: how often, and how many texts there are in all

    @property
    def is_series(self) -> bool:
        return self.step is not None or (self.moment is None and self.delay is None)

    @property
    def has_several_texts(self) -> bool:
        return bool(self.leads) or self.until_done is not None

    @property
    def first_text(self) -> datetime | None:
        """When the first text of a single reminder comes, if the clock says when."""
        return self.moment and self.moment - max((lead.length for lead in self.leads), default=timedelta())

    def schedule(self, zone: str, created_at: datetime) -> Schedule:
        occurrences = self._occurrences(zone, created_at)
        if not self.has_several_texts:
            return occurrences
        interval, times = self.until_done or (timedelta(), 1)
        return Texts(occurrences, zone, self.leads or (Lead(),), interval, times)

    def _occurrences(self, zone: str, created_at: datetime) -> Schedule:
        if self.moment is not None:
            return Once(self.moment, zone)
        if self.delay is not None:
            return Once(created_at + self.delay)
        if self.step is not None:
            return Elapsed(created_at, self.step)
        return OnDays(zone=zone, start=created_at, **self.days)


def some_moment(
    person: Texter, now: datetime, chance: random.Random, *, ahead_by: timedelta = timedelta()
) -> tuple[datetime, str]:
    """A moment on the wall clock some time ahead, at least ``ahead_by``, and its words: "March 9 at 3:07pm"."""
    ahead = chance.choices((chance.randint(0, 3), chance.randint(4, 45), chance.randint(46, 100)), (14, 5, 1))[0]
    while True:
        day = person.local(now).date() + timedelta(days=ahead)
        hour, minute = chance.randrange(24), chance.randrange(60)
        if chance.random() < 0.15:
            hour = chance.choice((1, 2, 3))  # where clock changes are
        moment = at_wall_time(day, hour, minute, person.rules)
        if moment > now + timedelta(minutes=3) + ahead_by:
            return moment, f"{day:%B} {day.day} at {clock(hour, minute)}"
        ahead += chance.randrange(2)


def clock(hour: int, minute: int) -> str:
    return f"{(hour + 11) % 12 + 1}:{minute:02d}{'am' if hour < 12 else 'pm'}"


def once(person: Texter, token: str, now: datetime, chance: random.Random) -> Request:
    moment, words = some_moment(person, now, chance)
    return Request(f"remind me on {words} to see {token}", moment=moment)


def soon(token: str, chance: random.Random) -> Request:
    if chance.random() < 0.5:
        seconds = chance.randint(10, 59)
        return Request(f"remind me in {seconds} seconds to see {token}", delay=timedelta(seconds=seconds))
    return in_minutes(token, chance.randint(2, 90))


def in_minutes(token: str, minutes: int) -> Request:
    return Request(f"remind me in {minutes} minutes to see {token}", delay=timedelta(minutes=minutes))


def short_series(person: Texter, token: str, now: datetime, chance: random.Random) -> Request:
    """A series that recurs within a day. Its end is said, since one below an hour would end that evening."""
    number, unit = chance.choice(((30, "minutes"), (45, "minutes"), (50, "minutes"), (3, "hours")))
    end = person.local(now) + timedelta(days=200)
    body = f"remind me every {number} {unit} until {end:%B} {end.day} to see {token}"
    return Request(body, step=timedelta(**{unit: number}))


HEADS_UPS = (
    ("a day before and an hour before", (Lead(days=1), Lead(elapsed=timedelta(hours=1)))),
    ("2 hours before and 30 minutes before", (Lead(elapsed=timedelta(hours=2)), Lead(elapsed=timedelta(minutes=30)))),
    ("an hour before and when it starts", (Lead(elapsed=timedelta(hours=1)), Lead())),
    (
        "a day before, 3 hours before and 10 minutes before",
        (Lead(days=1), Lead(elapsed=timedelta(hours=3)), Lead(elapsed=timedelta(minutes=10))),
    ),
)


def with_heads_ups(person: Texter, token: str, now: datetime, chance: random.Random) -> Request:
    """Something with several texts ahead of it; some of these are series."""
    words, leads = chance.choice(HEADS_UPS)
    what = f"remind me {words} to see {token}"
    if chance.random() < 0.3:
        request = series(person, token, now, chance)
        when = request.body.removeprefix("remind me ").removesuffix(f" to see {token}")
        return replace(request, body=f"{what} {when}", leads=leads)
    longest = max(lead.length for lead in leads)
    moment, when = some_moment(person, now, chance, ahead_by=longest + timedelta(hours=2))
    return Request(f"{what} on {when}", moment=moment, leads=leads)


def until_done(person: Texter, token: str, now: datetime, chance: random.Random) -> Request:
    """Something that is repeated until the person says that it is done; some of these are series."""
    every_10_minutes = (timedelta(minutes=10), 12)
    if chance.random() < 0.2:
        hour, minute = chance.choice((1, 7, 9, 19, 22)), chance.randrange(60)
        body = f"remind me every day at {clock(hour, minute)} to see {token} and don't let me off"
        return Request(body, days={"hour": hour, "minute": minute}, until_done=every_10_minutes)
    moment, when = some_moment(person, now, chance)
    if chance.random() < 0.5:
        return Request(
            f"nag me every 30 minutes to see {token} on {when}", moment=moment, until_done=(timedelta(minutes=30), 12)
        )
    return Request(f"remind me on {when} to see {token} until I reply done", moment=moment, until_done=every_10_minutes)


def series(person: Texter, token: str, now: datetime, chance: random.Random) -> Request:
    """A series by the wall clock."""
    hour, minute = chance.choice((1, 2, 3, 7, 9, 12, 19, 22)), chance.randrange(60)
    days = {"hour": hour, "minute": minute}
    at = f"at {clock(hour, minute)} to see {token}"
    local = person.local(now) + timedelta(days=chance.randint(1, 20))
    match chance.choices(("daily", "weekly", "monthly", "yearly"), (6, 4, 3, 2))[0]:
        case "weekly":
            weekday = chance.randrange(7)
            return Request(f"remind me every {WEEKDAYS[weekday]} {at}", days=days | {"weekday": weekday})
        case "monthly":
            day = chance.choice((1, 7, 14, 28, 29, 30, 31))
            return Request(f"remind me every month on the {ordinal(day)} {at}", days=days | {"day": day})
        case "yearly":
            day, month = min(local.day, 28), local.month
            return Request(f"remind me every year on {local:%B} {day} {at}", days=days | {"day": day, "month": month})
    return Request(f"remind me every day {at}", days=days)


def ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
