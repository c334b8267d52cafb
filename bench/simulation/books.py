"""The books: what the bot has confirmed, kept outside it, and what the carriers have let go to the phones.

A promise is one reminder. It is valid over spans of time: a span begins when its text was confirmed and ends with a
deletion, a change, a pause or STOP. Between sending a text and its answer nobody knows which side is true; in that
time both are right. ``judge.py`` decides what a difference means.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.simulation.carrier import Carrier, Held
from bench.simulation.people import Texter
from bench.simulation.promise import Promise
from bench.simulation.schedules import ZONES

TOKEN = re.compile(r"thing\d{4}[a-h]?")
REMINDER = re.compile(r"Reminder( \(was due [^)]*\))?: ")
WAS_DUE = re.compile(r"\(was due [^)]*?(\d+):(\d\d)(?: (AM|PM))?\)")
FLOOD_WITHIN = timedelta(minutes=15)
MOST_LATE = 5
STALE_WITHIN = timedelta(hours=6)
MOST_STALE = 2
SAYS_LATE_AFTER = timedelta(minutes=5)
CALL_SLACK = timedelta(seconds=150)  # a call, its retries and the database's slow seconds
EARLY_SLACK = timedelta(seconds=2)
LATE_LIMIT = timedelta(days=1)
RECOVERY = timedelta(minutes=75)  # after trouble has ended, calls are tried again this much later at most
FAR = timedelta(days=400)
ROW_RECOVERY = timedelta(hours=25)  # a broken row is tried again less and less often

# Faults of the bot that are known and not mended yet; docs/reliability.md describes them. ``--strict`` reports them.
KNOWN_FAULTS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Violation:
    """A broken promise. ``kind`` is a stable word, by which the shortened history is compared."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass
class Trouble:
    """A time in which the bot could not do its work.

    ``concerns`` is "" for everyone, a carrier's name for its people, or "person 3" or "row 3". ``skew`` is how wrong
    the machine's clock was.
    """

    began: datetime
    ended: datetime | None = None
    concerns: str = ""
    skew: timedelta = timedelta()

    def touches(self, since: datetime, until: datetime) -> bool:
        recovery = ROW_RECOVERY if self.concerns.startswith("row") else RECOVERY
        return self.began <= until and (self.ended is None or since <= self.ended + recovery)


@dataclass
class Departure:
    """A reminder that has gone to a phone, at ``at``. The bot's clock may have been wrong: it was ``bot_at`` there."""

    at: datetime
    bot_at: datetime
    who: int
    held: Held
    token: str | None
    is_late: bool


class Books:
    """``now`` is the right time, ``note`` writes a line of the history."""

    def __init__(
        self,
        people: Sequence[Texter],
        carriers: Mapping[str, Carrier],
        now: Callable[[], datetime],
        note: Callable[[str], None],
        known: frozenset[str],
    ) -> None:
        self.people = people
        self.carriers = carriers
        self.now = now
        self.note = note
        self.known = known
        self.promises: dict[str, Promise] = {}  # by the token in their words
        self.wild: set[str] = set()  # nobody can say what was confirmed for these
        self.troubles: list[Trouble] = []
        self.unexplained: list[Departure] = []
        self.told: list[list[tuple[datetime, str]]] = [[] for _ in people]  # all that each person has read
        self.stopped: dict[int, tuple[datetime, datetime]] = {}  # who has opted out, and when
        self.stops: list[tuple[int, tuple[datetime, datetime]]] = []
        self.returns: list[tuple[int, tuple[datetime, datetime]]] = []  # who has opted in again
        self.forgotten: list[tuple[int, tuple[datetime, datetime]]] = []  # who had everything erased
        self.to_be_told: set[str] = set()  # of these the person hears that they failed
        self.violations: list[Violation] = []
        self.counts: Counter[str] = Counter()

    def of(self, who: int) -> list[Promise]:
        return [promise for promise in self.promises.values() if promise.who == who]

    def open_of(self, who: int) -> list[Promise]:
        return [promise for promise in self.of(who) if promise.state == "open"]

    def violate(self, kind: str, text: str) -> None:
        if kind in self.known:
            self.count(f"known: {kind}")
        else:
            self.violations.append(Violation(kind, text))

    def tokens_in(self, text: str) -> list[str]:
        return TOKEN.findall(text)

    def count(self, what: str, times: int = 1) -> None:
        self.counts[what] += times

    # Troubles.

    def trouble(self, what: str, *, concerns: str = "", skew: timedelta = timedelta()) -> Trouble:
        """Note that something goes wrong from now on."""
        trouble = Trouble(self.now(), concerns=concerns, skew=skew)
        self.troubles.append(trouble)
        self.note(what)
        self.count("troubles")
        return trouble

    def trouble_over(self, trouble: Trouble, *, later: timedelta = timedelta()) -> None:
        trouble.ended = self.now() + later

    def concerning(self, who: int, since: datetime, until: datetime) -> list[Trouble]:
        concerned = ("", self.people[who].provider, f"person {who}", f"row {who}")
        return [one for one in self.troubles if one.touches(since, until) and one.concerns in concerned]

    def in_trouble(self, who: int, since: datetime, until: datetime) -> bool:
        return bool(self.concerning(who, since, until))

    def is_row_broken(self, who: int) -> bool:
        now = self.now()
        return any(one.concerns == f"row {who}" and one.touches(now, now) for one in self.troubles)

    def skew_near(self, at: datetime) -> timedelta:
        near = timedelta(hours=4)
        skews = [abs(one.skew) for one in self.troubles if one.skew and one.touches(at - near, at + near)]
        return max(skews, default=timedelta()) + (timedelta(minutes=6) if skews else timedelta())

    # What comes.

    def has_left(self, at: datetime, who: int, held: Held) -> None:
        """A carrier has let a message go to the phone of ``who``."""
        self.told[who].append((at, held.body))
        token = TOKEN.search(held.body)
        is_reminder = REMINDER.match(held.body)
        if is_reminder is None:  # a reply such as "Reminder 1 set for"
            return
        bot_at = at + self.carriers[self.people[who].provider].skew()
        departure = Departure(at, bot_at, who, held, token[0] if token else None, is_reminder[1] is not None)
        self.count("reminders late" if departure.is_late else "reminders on time")
        self._check_flood(departure)
        if held.fault == "doubled" or departure.token in self.wild:
            return
        if not self.explain(departure):
            self.unexplained.append(departure)

    def explain(self, departure: Departure) -> bool:
        """Whether it was due. Each occurrence explains one departure."""
        promise = self.promises.get(departure.token or "")
        if promise is None or promise.who != departure.who:
            return False
        at, slack, send_at = departure.at, self.skew_near(departure.at), departure.held.send_at
        if send_at is not None:  # the carrier's own clock is right
            moments = promise.possible(send_at - EARLY_SLACK, send_at + EARLY_SLACK)
        elif departure.is_late:
            moments = promise.possible(at - LATE_LIMIT - slack - CALL_SLACK, at + slack)
        else:
            moments = promise.possible(at - SAYS_LATE_AFTER - CALL_SLACK - slack, at + EARLY_SLACK + slack)
        free = [moment for moment in moments if moment not in promise.matched]
        if departure.is_late:
            free = [moment for moment in free if self._is_named(moment, departure)]
        if not free:
            return False
        moment = free[-1] if departure.is_late else min(free, key=lambda one: abs(one - departure.bot_at))
        promise.matched.add(moment)
        if departure.is_late and promise.has_several_texts:
            self._check_stale(promise, moment, departure)
        promise.left.append((moment, at))
        is_last = not promise.is_series and not promise.schedule.between(moment, moment + FAR)
        if is_last and promise.state == "open":
            promise.state = "gone"
        return True

    def _is_named(self, moment: datetime, departure: Departure) -> bool:
        """Whether a late reminder says that it was due at ``moment``."""
        found = WAS_DUE.search(departure.held.body)
        if found is None:
            return False
        hour, minute = int(found[1]), int(found[2])
        if found[3]:
            hour = hour % 12 + (12 if found[3] == "PM" else 0)
        local = moment.astimezone(ZONES[self.people[departure.who].rules])
        return (local.hour, local.minute) == (hour, minute)

    def _check_stale(self, promise: Promise, moment: datetime, departure: Departure) -> None:
        """Of a series that is late, an older occurrence does not come. (One may be under way as a newer one is due.)"""
        overdue_by = departure.at - SAYS_LATE_AFTER - CALL_SLACK - self.skew_near(departure.at)
        if any(newer not in promise.matched for newer in promise.possible(moment, overdue_by)):
            promise.stale_at = [at for at in promise.stale_at if departure.at - at < STALE_WITHIN] + [departure.at]
            if len(promise.stale_at) > MOST_STALE:
                line = f"{promise.token} of person {promise.who}: {len(promise.stale_at)} late, with newer ones due"
                self.violate("flood", line)

    def _check_flood(self, departure: Departure) -> None:
        """Of a series that was late only the newest occurrence is told."""
        promise = self.promises.get(departure.token or "")
        if promise is not None and promise.has_several_texts and departure.is_late:
            promise.late_at = [at for at in promise.late_at if departure.at - at < FLOOD_WITHIN] + [departure.at]
            if len(promise.late_at) > MOST_LATE:
                line = f"{promise.token} of person {promise.who}: {len(promise.late_at)} late texts at once"
                self.violate("flood", line)
