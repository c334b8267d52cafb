"""A look into the bot's database, and its comparison with the books and the carriers' ledgers.

The books judge what has reached the phones. The audit finds the same faults before they reach anyone.
"""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bench.simulation.books import TOKEN
from bench.simulation.people import Texter
from bench.simulation.promise import Promise
from bot.domain.model import OutboundState

if TYPE_CHECKING:
    from bench.simulation.world import World

CALM = timedelta(hours=3)  # without trouble for so long, everything is where it belongs
NEAR = timedelta(minutes=25)  # nearer than any carrier's window opens
AHEAD = timedelta(hours=47)
HOUR = timedelta(hours=1)
MOST_REFUSALS = 5  # the first is final; a kill or a lost answer repeats it
STUCK_AFTER = timedelta(hours=12)
ALIKE = timedelta(seconds=1.5)
FINAL = ("delivered", "undelivered", "cancelled", "failed")
PENDING = ("waiting", "handing_over", "scheduled")


class Audit:
    def __init__(self, world: "World") -> None:
        self._world = world
        self._books = world.books
        self._final_states: dict[str, str] = {}  # of messages, by id

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(self._world.path, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql, values).fetchall()

    def created_at(self, token: str) -> datetime | None:
        """When the bot made the reminder of ``token``, by its own clock."""
        rows = self._rows("SELECT created_at FROM reminders WHERE message LIKE ?", f"%{token}%")
        return datetime.fromisoformat(rows[-1]["created_at"]) if rows else None

    def active_row(self, token: str) -> tuple[int, datetime] | None:
        """The number and the next moment of an open reminder."""
        rows = self._rows("SELECT number, due_at FROM reminders WHERE message LIKE ? AND state = 'open'", f"%{token}%")
        return (rows[-1]["number"], datetime.fromisoformat(rows[-1]["due_at"])) if rows else None

    def numbers(self, person: Texter) -> set[int]:
        """The numbers of the person's reminders that stand."""
        rows = self._rows(
            "SELECT r.number FROM reminders AS r JOIN people AS p ON p.id = r.person_id"
            " WHERE p.number = ? AND r.state IN ('open', 'parked', 'paused')",
            person.number,
        )
        return {row["number"] for row in rows}

    def scheduled_ids(self, token: str) -> set[str]:
        """The carrier's ids of the messages that it holds for a reminder."""
        rows = self._rows(
            "SELECT o.provider_message_id FROM outbound AS o JOIN reminders AS r ON r.id = o.reminder_id"
            " WHERE r.message LIKE ? AND o.state = 'scheduled'",
            f"%{token}%",
        )
        return {row["provider_message_id"] for row in rows}

    def compare_list(self, person: Texter, listed: dict[str, int], between: tuple[datetime, datetime]) -> None:
        """The list that the person was shown has everything that stands and nothing else."""
        if between[1] - between[0] > timedelta(seconds=30):
            return
        now, margin = between[1], timedelta(minutes=4) + self._books.skew_near(between[1])
        for promise in self._books.of(person.index):
            if promise.token in self._books.wild or promise.state not in ("open", "paused"):
                continue
            is_ahead = promise.is_series or promise.schedule.between(now + margin, now + timedelta(days=400))
            if is_ahead and listed.get(promise.token) != promise.number:
                self._books.violate("list", f"{promise.token} of person {person.index} is missing: {listed}")
        for token in listed:
            promise_ = self._books.promises.get(token)
            if token in self._books.wild:
                continue
            if promise_ is None or promise_.who != person.index:
                self._books.violate("list", f"person {person.index} was shown {token}")
            elif promise_.state == "gone" and not promise_.left and not self._is_recent(person, now):
                self._books.violate("list", f"person {person.index} was shown {token}, which is deleted")

    def _is_recent(self, person: Texter, now: datetime) -> bool:
        return self._books.in_trouble(person.index, now - timedelta(days=1), now)

    def check(self) -> None:
        """Once a day: what the bot keeps, what the carriers hold, and what the people were promised are the same."""
        world, now = self._world, self._world.clock.true_now()
        if not world.is_complete:
            return
        self._check_final_states()
        rows = self._rows(
            "SELECT o.*, p.number AS person_number FROM outbound AS o JOIN people AS p ON p.id = o.person_id"
            " WHERE o.state IN ('waiting', 'handing_over', 'scheduled', 'cancelling')"
        )
        for person in world.people:
            self._check_stuck(person, [row for row in rows if row["person_number"] == person.number], now)
            if not self._books.in_trouble(person.index, now - CALM, now):
                mine = [row for row in rows if row["person_number"] == person.number]
                self._check_person(person, mine, now)
        for name in sorted(world.carriers):
            if not any(
                trouble.concerns in ("", name) and trouble.touches(now - CALM, now) for trouble in self._books.troubles
            ):
                self._check_carrier(name, rows, now)

    def _check_final_states(self) -> None:
        """What has been delivered, cancelled or has failed stays so, whatever receipts come."""
        rows = self._rows("SELECT id, state FROM outbound")
        for row in rows:
            before = self._final_states.get(row["id"], row["state"])
            if row["state"] != before:
                self._books.violate("moved back", f"{row['id']} was {before} and is {row['state']}")
        self._final_states = {row["id"]: row["state"] for row in rows if row["state"] in FINAL}

    def _check_stuck(self, person: Texter, rows: list[sqlite3.Row], now: datetime) -> None:
        """No message stays unfinished for ever."""
        for row in rows:
            due_at = datetime.fromisoformat(row["due_at"]).astimezone(UTC)
            if due_at < now - STUCK_AFTER and now > self._world.judge.deadline(person.index, due_at) + STUCK_AFTER:
                line = f"{row['body']!r} of person {person.index}, due {due_at}, is {row['state']} ({row['failure']})"
                self._books.violate("stuck", line)

    def _check_person(self, person: Texter, rows: list[sqlite3.Row], now: datetime) -> None:
        replaced = {id_ for row in rows for id_ in json.loads(row["replaces"])}
        planned: dict[str, list[datetime]] = {}
        for row in rows:
            token = TOKEN.search(row["body"])
            if row["kind"] != "reminder" or row["state"] not in PENDING or row["id"] in replaced or token is None:
                continue
            due_at = datetime.fromisoformat(row["due_at"]).astimezone(UTC)
            planned.setdefault(token[0], []).append(due_at)
            self._check_hand_over(person, row, due_at, now)
        since, until = now + NEAR, now + AHEAD
        for promise in self._books.of(person.index):
            if promise.token not in self._books.wild:
                is_short = promise.step is not None and promise.step < HOUR  # planned for the next hour alone
                last = min(until, now + 3 * promise.step) if is_short and promise.step else until
                self._compare(promise, sorted(planned.get(promise.token, [])), since, last)

    def _compare(self, promise: Promise, planned: list[datetime], since: datetime, until: datetime) -> None:
        wanted = promise.upcoming(since, until)
        there = [moment for moment in planned if since < moment <= until]
        missing = [moment for moment in wanted if not any(abs(moment - one) < ALIKE for one in there)]
        extra = [moment for moment in there if not any(abs(moment - one) < ALIKE for one in wanted)]
        doubled = [one for one, other in pairwise(there) if other - one < ALIKE]
        edge = timedelta(seconds=5)
        missing = [moment for moment in missing if since + edge < moment < until - edge]
        extra = [moment for moment in extra if since + edge < moment < until - edge]
        if missing:
            self._books.violate("not planned", f"{promise.token} of person {promise.who} for {missing[0]}")
        if extra:
            self._books.violate("planned unasked", f"{promise.token} of person {promise.who} for {extra[0]}")
        if doubled:
            self._books.violate("planned twice", f"{promise.token} of person {promise.who} for {doubled[0]}")

    def _check_hand_over(self, person: Texter, row: sqlite3.Row, due_at: datetime, now: datetime) -> None:
        is_ahead = now + NEAR < due_at < now + AHEAD
        created_at = datetime.fromisoformat(row["created_at"])
        if not is_ahead or created_at > now - timedelta(minutes=30):
            return
        line = f"{row['body']!r} for {due_at} to person {person.index} ({row['state']} {row['provider_message_id']})"
        if row["state"] != "scheduled":
            self._books.violate("not handed over", line)
            return
        held = self._world.carriers[person.provider].held.get(row["provider_message_id"])
        is_there = held is not None and held.state is OutboundState.SCHEDULED and held.send_at is not None
        if held is None or not is_there:
            self._books.violate("ledger differs", f"{line}: {held}")
            return
        is_alike = (held.to, held.body) == (person.number, row["body"])
        if not is_alike or held.send_at is None or abs(held.send_at - due_at) > ALIKE:
            self._books.violate("ledger differs", f"{line}: {held}")

    def _check_carrier(self, name: str, rows: list[sqlite3.Row], now: datetime) -> None:
        known = {row["provider_message_id"] for row in rows if row["provider"] == name}
        for id_, count in self._world.carriers[name].refusals.items():
            if count > MOST_REFUSALS:
                self._books.violate("refused again", f"{id_} was refused {count} times by {name}")
        for held in self._world.carriers[name].waiting.values():
            is_settled = held.created_at < now - timedelta(minutes=30)
            if is_settled and held.id not in known and held.fault != "unlisted":
                self._books.violate("unknown to the bot", f"{held.body!r} for {held.send_at} ({held.id}) at {name}")

    def note_failures(self) -> None:
        """Failures of which the bot will tell the person at the next contact."""
        rows = self._rows("SELECT body FROM outbound WHERE state IN ('failed', 'undelivered') AND failure_reported = 0")
        tokens = (TOKEN.search(row["body"]) for row in rows)
        self._books.to_be_told = {token[0] for token in tokens if token is not None}

    def set_zone(self, person: Texter, zone: str) -> None:
        """Write a person's zone past the bot."""
        with closing(sqlite3.connect(self._world.path, isolation_level=None)) as connection:
            connection.execute("UPDATE people SET timezone = ? WHERE number = ?", (zone, person.number))
            connection.execute(
                "UPDATE reminders SET timezone = ? WHERE person_id IN (SELECT id FROM people WHERE number = ?)",
                (zone, person.number),
            )
