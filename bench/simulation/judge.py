"""The judgement: what a difference between the books and the carriers' ledgers means, and whom it blames.

A difference has an excuse if the bot was in trouble and the person was told, or if the carrier did it by itself.
"""

import re
from bisect import bisect_left
from datetime import UTC, datetime, timedelta

from bench.simulation.books import LATE_LIMIT, RECOVERY, SAYS_LATE_AFTER, WAS_DUE, Books, Departure
from bench.simulation.carrier import Held
from bench.simulation.promise import Promise

SETTLED_AFTER = timedelta(hours=26)
JUDGED_AFTER = timedelta(hours=3)  # a departure that nobody asked for: its acknowledgement may still come


class Judge:
    """Adds violations to the books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def judge(self, now: datetime) -> None:
        """Add every violation that is certain by ``now``."""
        self._judge_departures(now)
        for promise in self._books.promises.values():
            self._judge_promise(promise, now)

    def _judge_departures(self, now: datetime) -> None:
        remaining = []
        for departure in self._books.unexplained:
            if departure.token in self._books.wild:
                continue
            may_be_told = departure.token in self._books.to_be_told  # at the next contact, as the notice has failed
            if may_be_told or now < departure.at + JUDGED_AFTER or self._books.in_trouble(departure.who, now, now):
                remaining.append(departure)
            elif not self._books.explain(departure) and not self._excused(departure):
                self._accuse(departure)
        self._books.unexplained = remaining

    def _excused(self, departure: Departure) -> bool:
        """Whether a message that was not due has an excuse: the person was told, or the carrier is to blame."""
        promise = self._books.promises.get(departure.token or "")
        if promise is None or promise.who != departure.who:
            return False
        since = departure.at - timedelta(days=3)
        heard = [text for at, text in self._books.told[departure.who] if since <= at]
        heard += [one.body for one in self._lost_by_carrier() if one.to == self._books.people[departure.who].number]
        notices = [text for text in heard if not text.startswith("Reminder (") and promise.token in text]
        if any("Too late to stop it" in text or "already on" in text for text in notices):
            return True
        trouble = self._books.in_trouble(departure.who, since, departure.at)
        if trouble and any("I tried to stop" in text for text in notices):
            return True
        on_its_way = re.compile(rf"texts? for .*\b{promise.number}\b.* (?:is|are) already on")
        if any(on_its_way.search(text) for text in heard):
            return True
        if trouble and self._cannot_be_told(departure) and promise.ended_within(since, departure.at):
            return True  # it could not be cancelled, and the person who would be told so has left
        copies = self._copies(departure, promise)
        return any(copy.fault == "unlisted" for copy in copies) and len(copies) > 1

    def _lost_by_carrier(self) -> list[Held]:
        return [held for carrier in self._books.carriers.values() for held in carrier.lost]

    def _copies(self, departure: Departure, promise: Promise) -> list[Held]:
        """The messages of one outbound message of the bot's, of which the carrier's list may have hidden one.

        Or of one occurrence: a message that the bot has made anew since cannot be told from a hidden one.
        """
        return [
            one
            for one in self._ledger(departure.who)
            if one.outbound_id == departure.held.outbound_id
            or (one.send_at is not None and _is_about(one, promise.token, departure.at))
        ]

    def _ledger(self, who: int) -> list[Held]:
        person = self._books.people[who]
        return self._books.carriers[person.provider].of_number.get(person.number, [])

    def _accuse(self, departure: Departure) -> None:
        promise = self._books.promises.get(departure.token or "")
        line = f"{departure.at:%Y-%m-%d %H:%M:%S}Z to person {departure.who}: {departure.held.body!r}"
        line += f" ({departure.held.id} for {departure.held.send_at})"
        if promise is None:
            self._books.violate("unasked", line)
        elif promise.who != departure.who:
            self._books.violate("wrong person", line)
        elif self._was_stopped(departure):
            if not self._books.in_trouble(departure.who, departure.at - timedelta(days=3), departure.at):
                self._books.violate("after STOP", line)
        elif self._is_unworded(promise, departure):
            self._books.violate("late and not said", line)
        else:
            self._books.violate(self._kind_of(promise, departure), line)

    def _kind_of(self, promise: Promise, departure: Departure) -> str:
        at, days = departure.at, timedelta(days=3)
        if promise.ended_within(at - days, at) and self._books.in_trouble(departure.who, at, at):
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

    def _cannot_be_told(self, departure: Departure) -> bool:
        """Whether the person had opted out then, has done so since, or had everything erased before."""
        stops = [at for who, at in self._books.stops if who == departure.who]
        returns = [at for who, at in self._books.returns if who == departure.who]
        ended = [next((back[1] for back in returns if back[0] >= stop[1]), None) for stop in stops]
        opted_out = any(end is None or end >= departure.at for end in ended)
        return opted_out or any(at[0] <= departure.at for who, at in self._books.forgotten if who == departure.who)

    def _was_stopped(self, departure: Departure) -> bool:
        stop = self._books.stopped.get(departure.who)
        return stop is not None and departure.at > stop[1]

    def _judge_promise(self, promise: Promise, now: datetime) -> None:
        if promise.token in self._books.wild:
            return
        since = promise.judged_until or promise.made_at - timedelta(seconds=1)
        for moment in promise.certain(since, now - SETTLED_AFTER):
            if now < self.deadline(promise.who, moment):
                return  # it, and all later ones, another time
            if moment not in promise.matched and not self._loss_excused(promise, moment):
                self._books.violate("lost", f"{promise.token} of person {promise.who}, due {moment:%Y-%m-%d %H:%M:%S}Z")
            promise.judged_until = moment
        promise.matched = {moment for moment in promise.matched if moment > now - timedelta(days=40)}

    def deadline(self, who: int, moment: datetime) -> datetime:
        """By when what was due must have come: troubles put it off."""
        by = moment + SETTLED_AFTER
        never = datetime.max.replace(tzinfo=UTC) - SETTLED_AFTER * 2
        for trouble in sorted(self._books.concerning(who, moment, never), key=lambda one: one.began):
            if trouble.touches(moment, by):
                by = max(by, (trouble.ended or never) + SETTLED_AFTER)
        return by

    def _loss_excused(self, promise: Promise, moment: datetime) -> bool:
        deadline = self.deadline(promise.who, moment)
        lost = self._lost_by_carrier()
        if any(_is_about(held, promise.token, moment) or _is_late_one(held, promise.token, moment) for held in lost):
            return True
        trouble = self._books.in_trouble(promise.who, moment - timedelta(hours=2), moment + SAYS_LATE_AFTER)
        is_one_of_several = promise.has_several_texts
        if trouble and is_one_of_several and any(left >= moment for due, left in promise.left if due > moment):
            return True  # of a series, or of several heads-ups, only the newest is told
        if trouble and promise.ended_within(moment, deadline):
            return True  # it was deleted or changed before it could be sent
        told = self._books.told[promise.who]
        first = bisect_left(told, (moment, ""))
        words = ("missed", "couldn't deliver", "don't know if I delivered")
        heard = [text for at, text in told[first:] if at <= deadline + LATE_LIMIT]
        missed = [text for text in heard if any(one in text for one in words)]
        if any(promise.token in text or " more." in text for text in missed):
            return True
        return trouble and promise.token in self._books.to_be_told  # the person hears of it at the next contact


def _is_late_one(held: Held, token: str, moment: datetime) -> bool:
    overdue = held.created_at - moment
    return (
        token in held.body and WAS_DUE.search(held.body) is not None and timedelta() < overdue < LATE_LIMIT + RECOVERY
    )


def _is_about(held: Held, token: str, moment: datetime) -> bool:
    at = held.send_at or held.created_at
    return token in held.body and abs(at - moment) < timedelta(minutes=10)
