"""One reminder as it was confirmed, and over which spans of time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.simulation.schedules import Schedule, Texts


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
    stale_at: list[datetime] = field(default_factory=list)  # when a late one came though a newer one was late too

    @property
    def has_several_texts(self) -> bool:
        """Whether it is a series, or one occurrence has several texts."""
        return self.is_series or isinstance(self.schedule, Texts)

    @property
    def lives_for(self) -> timedelta | None:
        """After which time the person deletes it: with many texts a day, it fills the days with work. None: never."""
        if self.step is not None:
            return timedelta(hours=20)
        is_repeated = isinstance(self.schedule, Texts) and self.schedule.times > 1
        return timedelta(days=3) if self.is_series and is_repeated else None

    @property
    def texts_at_once(self) -> int:
        """How many texts one occurrence has."""
        return self.schedule.count if isinstance(self.schedule, Texts) else 1

    def upcoming(self, after: datetime, until: datetime) -> list[datetime]:
        """The moments that are planned while it is open."""
        began = self.spans[-1].began[1] if self.spans else after
        return self.schedule.between(max(after, began), until) if self.state == "open" else []

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
