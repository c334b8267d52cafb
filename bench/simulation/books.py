"""The books: what the bot has confirmed, kept outside it, and every way in which the carriers' ledgers can break it.

A promise is one reminder. It is valid over spans of time: a span begins when its text was confirmed and ends with a
deletion, a change, a pause or STOP. Between sending a text and its answer nobody knows which side is true; in that
time both are right.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bench.simulation.carrier import Held
from bench.simulation.schedules import Schedule

TOKEN = re.compile(r"thing\d{4}")
WAS_DUE = re.compile(r"\(was due [^)]*?(\d+):(\d\d)(?: (AM|PM))?\)")
FLOOD_WITHIN = timedelta(minutes=15)
MOST_LATE = 5
SAYS_LATE_AFTER = timedelta(minutes=5)
CALL_SLACK = timedelta(seconds=150)  # a call, its retries and the database's slow seconds
EARLY_SLACK = timedelta(seconds=2)
LATE_LIMIT = timedelta(days=1)
SETTLED_AFTER = timedelta(hours=26)
JUDGED_AFTER = timedelta(hours=3)  # a departure that nobody asked for: its acknowledgement may still come
RECOVERY = timedelta(minutes=75)  # after trouble has ended, calls are tried again this much later at most


FROM_THE_GAP = "series from the gap"
# Faults of the bot that are known and not mended yet; docs/reliability.md describes them. ``--strict`` reports them.
KNOWN_FAULTS = frozenset({"late without a word", "untold", "flood", FROM_THE_GAP})


@dataclass(frozen=True)
class Violation:
    """A broken promise. ``kind`` is a stable word, by which the shortened history is compared."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass
class Span:
    """From the first to the last moment at which it may have begun, and the same for its end."""

    schedule: Schedule
    began: tuple[datetime, datetime]
    ended: tuple[datetime, datetime] | None = None


@dataclass
class Promise:
    """One reminder. ``state`` is "open", "paused", "parked" or "gone"; ``number`` is the person's own for it."""

    token: str
    who: int
    number: int
    schedule: Schedule
    is_series: bool
    step: timedelta | None  # of a series that recurs within a day
    made_at: datetime
    state: str = "open"
    spans: list[Span] = field(default_factory=list)
    matched: set[datetime] = field(default_factory=set)
    judged_until: datetime | None = None
    left: list[tuple[datetime, datetime]] = field(default_factory=list)  # (moment, when it left)
    late_at: list[datetime] = field(default_factory=list)

    def begin(self, at: tuple[datetime, datetime], schedule: Schedule | None = None) -> None:
        self.schedule = schedule or self.schedule
        self.spans.append(Span(self.schedule, at))
        self.state = "open"

    def end(self, at: tuple[datetime, datetime], state: str) -> None:
        if self.spans and self.spans[-1].ended is None:
            self.spans[-1].ended = at
        self.state = state

    def possible(self, after: datetime, until: datetime) -> list[datetime]:
        """Every moment at which it may come."""
        moments: set[datetime] = set()
        for span in self.spans:
            last = until if span.ended is None else min(until, span.ended[1])
            moments.update(span.schedule.between(max(after, span.began[0]), last))
        return sorted(moments)

    def certain(self, after: datetime, until: datetime) -> list[datetime]:
        """The moments at which it must come."""
        moments: set[datetime] = set()
        for span in self.spans:
            last = until if span.ended is None else min(until, span.ended[0])
            moments.update(span.schedule.between(max(after, span.began[1]), last))
        return sorted(moments)

    def ended_within(self, since: datetime, until: datetime) -> bool:
        return any(span.ended is not None and span.ended[0] <= until and since <= span.ended[1] for span in self.spans)


@dataclass
class Trouble:
    """A time in which the bot could not do its work for some people; ``skew`` is how wrong its clock was."""

    began: datetime
    ended: datetime | None
    provider: str = ""  # "" is every provider
    skew: timedelta = timedelta()

    def touches(self, since: datetime, until: datetime) -> bool:
        return self.began <= until and (self.ended is None or since <= self.ended + RECOVERY)


@dataclass
class Departure:
    """A message that has gone to a phone."""

    at: datetime
    who: int
    held: Held
    token: str | None
    is_late: bool


@dataclass
class Books:
    """``providers`` are those of the people, by index. ``allow_unworded_lateness`` is a known fault of the bot."""

    providers: list[str]
    zones: list[str]
    ledgers: dict[int, list[Held]] = field(default_factory=dict)  # what the carrier holds for each person
    promises: dict[str, Promise] = field(default_factory=dict)
    wild: set[str] = field(default_factory=set)  # nobody can say what was confirmed for these
    troubles: list[Trouble] = field(default_factory=list)
    unexplained: list[Departure] = field(default_factory=list)
    told: list[list[tuple[datetime, str]]] = field(default_factory=list)  # all that each person has read
    lost_by_carrier: list[list[Held]] = field(default_factory=list)
    stopped: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    stops: list[tuple[int, tuple[datetime, datetime]]] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    to_be_told: set[str] = field(default_factory=set)  # of these the person hears that they failed

    def __post_init__(self) -> None:
        self.told = [[] for _ in self.providers]

    def of(self, who: int) -> list[Promise]:
        return [promise for promise in self.promises.values() if promise.who == who]

    def open_of(self, who: int) -> list[Promise]:
        return [promise for promise in self.of(who) if promise.state == "open"]

    def violate(self, kind: str, text: str) -> None:
        if kind in self.known:
            self.counts[f"known: {kind}"] = self.counts.get(f"known: {kind}", 0) + 1
            return
        self.violations.append(Violation(kind, text))

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    # What happens in the world.

    def has_left(self, at: datetime, who: int, held: Held) -> None:
        """A carrier has let a message go to the phone of ``who``."""
        self.told[who].append((at, held.body))
        token = TOKEN.search(held.body)
        if not held.body.startswith("Reminder"):
            return
        is_reminder = re.match(r"Reminder( \(was due [^)]*\))?: ", held.body)
        if is_reminder is None:  # a reply such as "Reminder 1 set for"
            return
        departure = Departure(at, who, held, token[0] if token else None, is_reminder[1] is not None)
        self.count("reminders late" if departure.is_late else "reminders on time")
        self._check_flood(departure)
        if held.fault == "doubled" or departure.token in self.wild:
            return
        if not self._explained(departure):
            self.unexplained.append(departure)

    def _explained(self, departure: Departure) -> bool:
        promise = self.promises.get(departure.token or "")
        if promise is None or promise.who != departure.who:
            return False
        at, slack = departure.at, self.skew_near(departure.at)
        if departure.is_late:
            moments = promise.possible(at - LATE_LIMIT - slack - CALL_SLACK, at + slack)
        else:
            moments = promise.possible(at - self._latest_plain(departure) - slack, at + EARLY_SLACK + slack)
        free = [moment for moment in moments if moment not in promise.matched]
        if departure.is_late:
            free = [moment for moment in free if self._is_named(moment, departure)]
        if not free:
            return False
        moment = free[-1] if departure.is_late else min(free, key=lambda one: abs(one - at))
        promise.matched.add(moment)
        promise.left.append((moment, at))
        if not promise.is_series and promise.state == "open":
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
        local = moment.astimezone(ZoneInfo(self.zones[departure.who]))
        return (local.hour, local.minute) == (hour, minute)

    def _check_flood(self, departure: Departure) -> None:
        """Of a series that was late only the newest occurrence is told."""
        promise = self.promises.get(departure.token or "")
        if promise is not None and promise.is_series and departure.is_late:
            promise.late_at = [at for at in promise.late_at if departure.at - at < FLOOD_WITHIN] + [departure.at]
            if len(promise.late_at) > MOST_LATE:
                line = f"{promise.token} of person {promise.who}: {len(promise.late_at)} late texts at once"
                self.violate("flood", line)

    def _latest_plain(self, departure: Departure) -> timedelta:
        """How late a reminder may be without saying so."""
        since = departure.at - LATE_LIMIT
        if "late without a word" in self.known and self.carrier_in_trouble(departure.who, since, departure.at):
            return timedelta(days=4)
        return SAYS_LATE_AFTER + CALL_SLACK

    def in_trouble(self, who: int, since: datetime, until: datetime) -> bool:
        concerned = ("", self.providers[who], f"person {who}")
        return any(one.touches(since, until) and one.provider in concerned for one in self.troubles)

    def carrier_in_trouble(self, who: int, since: datetime, until: datetime) -> bool:
        return any(one.touches(since, until) and one.provider == self.providers[who] for one in self.troubles)

    def skew_near(self, at: datetime) -> timedelta:
        near = timedelta(hours=4)
        skews = [abs(one.skew) for one in self.troubles if one.skew and one.touches(at - near, at + near)]
        return max(skews, default=timedelta()) + (timedelta(minutes=6) if skews else timedelta())

    # The judgement.

    def judge(self, now: datetime) -> None:
        """Add every violation that is certain by ``now``."""
        self._judge_departures(now)
        for promise in self.promises.values():
            self._judge_promise(promise, now)

    def _judge_departures(self, now: datetime) -> None:
        remaining = []
        for departure in self.unexplained:
            if departure.token in self.wild:
                continue
            if now < departure.at + JUDGED_AFTER or self.in_trouble(departure.who, now, now):
                remaining.append(departure)
            elif not self._explained(departure) and not self._excused(departure):
                self._accuse(departure)
        self.unexplained = remaining

    def _excused(self, departure: Departure) -> bool:
        """Whether a message that was not due has an excuse: the person was told, or the carrier is to blame."""
        promise = self.promises.get(departure.token or "")
        if promise is None or promise.who != departure.who:
            return False
        since = departure.at - timedelta(days=3)
        heard = [text for at, text in self.told[departure.who] if since <= at]
        notices = [text for text in heard if not text.startswith("Reminder (") and promise.token in text]
        if any("Too late to stop it" in text or "already on" in text for text in notices):
            return True
        on_its_way = re.compile(rf"texts? for .*\b{promise.number}\b.* (?:is|are) already on")
        if any(on_its_way.search(text) for text in heard):
            return True
        trouble = self.in_trouble(departure.who, departure.at - timedelta(days=3), departure.at)
        if trouble and self._stopped_after(departure) and promise.ended_within(since, departure.at):
            return True  # it could not be cancelled, and the person who would be told so has opted out
        twins = self.copies(departure)
        return any(twin.fault == "unlisted" for twin in twins) and len(twins) > 1

    def copies(self, departure: Departure) -> list[Held]:
        """The messages of one outbound message of the bot's, of which the carrier's list may have hidden one."""
        return [one for one in self.ledgers[departure.who] if one.outbound_id == departure.held.outbound_id]

    def _accuse(self, departure: Departure) -> None:
        promise = self.promises.get(departure.token or "")
        line = f"{departure.at:%Y-%m-%d %H:%M:%S}Z to person {departure.who}: {departure.held.body!r}"
        line += f" ({departure.held.id} for {departure.held.send_at})"
        if promise is None:
            self.violate("unasked", line)
        elif promise.who != departure.who:
            self.violate("wrong person", line)
        elif self._was_stopped(departure):
            if not self.in_trouble(departure.who, departure.at - timedelta(days=3), departure.at):
                self.violate("after STOP", line)
        elif self._is_unworded(promise, departure):
            known = self.carrier_in_trouble(departure.who, departure.at - timedelta(days=4), departure.at)
            self.violate("late without a word" if known else "late and not said", line)
        else:
            self.violate(self._kind_of(promise, departure), line)

    def _kind_of(self, promise: Promise, departure: Departure) -> str:
        at, days = departure.at, timedelta(days=3)
        if promise.ended_within(at - days, at) and self.in_trouble(departure.who, at, at):
            return "untold"  # it could not be cancelled in time, and the notice of that was lost or given up
        if promise.possible(at, at + timedelta(days=370)):
            near = promise.possible(at - days, at + days)
            nearest = min(near, key=lambda one: abs(one - at), default=None)
            return "doubled" if nearest in promise.matched else "wrong time"
        return "doubled" if promise.matched and promise.state == "open" else "deleted but came"

    def _is_unworded(self, promise: Promise, departure: Departure) -> bool:
        """Whether it was due before, has not come since, and does not say so."""
        earlier = promise.possible(departure.at - timedelta(days=4), departure.at)
        return not departure.is_late and any(moment not in promise.matched for moment in earlier)

    def _stopped_after(self, departure: Departure) -> bool:
        return any(at[1] >= departure.at for who, at in self.stops if who == departure.who)

    def _was_stopped(self, departure: Departure) -> bool:
        stop = self.stopped.get(departure.who)
        return stop is not None and departure.at > stop[1]

    def _judge_promise(self, promise: Promise, now: datetime) -> None:
        if promise.token in self.wild:
            return
        since = promise.judged_until or promise.made_at - timedelta(seconds=1)
        for moment in promise.certain(since, now - SETTLED_AFTER):
            if now < self._deadline(promise, moment):
                return  # it, and all later ones, another time
            if moment not in promise.matched and not self._loss_excused(promise, moment):
                self.violate("lost", f"{promise.token} of person {promise.who}, due {moment:%Y-%m-%d %H:%M:%S}Z")
            promise.judged_until = moment
        promise.matched = {moment for moment in promise.matched if moment > now - timedelta(days=40)}

    def _deadline(self, promise: Promise, moment: datetime) -> datetime:
        """By when it must have come: troubles put it off."""
        by = moment + SETTLED_AFTER
        for trouble in sorted(self.troubles, key=lambda one: one.began):
            concerns = trouble.provider in ("", self.providers[promise.who], f"person {promise.who}")
            if concerns and trouble.touches(moment, by):
                end = trouble.ended or datetime.max.replace(tzinfo=moment.tzinfo) - SETTLED_AFTER * 2
                by = max(by, end + SETTLED_AFTER)
        return by

    def _loss_excused(self, promise: Promise, moment: datetime) -> bool:
        deadline = self._deadline(promise, moment)
        if any(_is_about(held, promise.token, moment) for lost in self.lost_by_carrier for held in lost):
            return True
        trouble = self.in_trouble(promise.who, moment - timedelta(hours=2), moment + SAYS_LATE_AFTER)
        if trouble and promise.is_series and any(left >= moment for due, left in promise.left if due > moment):
            return True  # of a series only the newest is told
        if trouble and promise.ended_within(moment, deadline):
            return True  # it was deleted or changed before it could be sent
        told = self.told[promise.who]
        first = bisect_left(told, (moment, ""))
        words = ("missed", "could not deliver")
        heard = [text for at, text in told[first:] if at <= deadline + LATE_LIMIT]
        missed = [text for text in heard if any(one in text for one in words)]
        if any(promise.token in text or " more." in text for text in missed):
            return True
        return trouble and promise.token in self.to_be_told  # the person hears of it at the next contact


def _is_about(held: Held, token: str, moment: datetime) -> bool:
    at = held.send_at or held.created_at
    return token in held.body and abs(at - moment) < timedelta(minutes=10)
