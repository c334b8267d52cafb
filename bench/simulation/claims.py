"""What the bot's texts claim, compared with the carriers' ledgers at the moment that a person reads them.

A reply must not say more than is known: what is "deleted" is not scheduled any more, and what "couldn't be delivered"
has not come.
"""

import re

from bench.simulation.books import REMINDER, TOKEN, Books
from bench.simulation.carrier import Held

# Without one of these, a reply says that it is done.
RESERVATIONS = ("I'll tell you", "on its way", "on their way", "Too late")
ENDED = re.compile(r"^(?:Deleted|Paused) \d+: [^\n]*?\b(thing\d{4}[a-h]?)\b")
MOVED = re.compile(r"^Reminder \d+ moved to [^\n]*?\b(thing\d{4}[a-h]?)\b")
DONE = re.compile(r"^Done\b[^\n]*?\b(thing\d{4}[a-h]?)\b")
ALL_ENDED = ("OK, no more texts from me.", "Done: your reminders are canceled")
DENIAL = re.compile(r"couldn't deliver \"Reminder: [^\"]*\"|I was down and missed .*")


class Claims:
    """Adds violations to the books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def hear(self, who: int, text: str, *, is_answer: bool) -> None:
        """``text`` is read by a person. ``is_answer``: it is the webhook's response to what they have just texted."""
        self._check_denial(who, text)
        if any(words in text for words in RESERVATIONS):
            return
        scheduled = [one for one in self._scheduled(who) if one.fault != "unlisted"]
        if text.startswith(ALL_ENDED):
            is_over = is_answer or who in self._books.stopped
            self._refute(who, text, scheduled if is_over else [])
        elif found := ENDED.search(text):
            promise = self._books.promises.get(found[1])
            is_over = is_answer or (promise is not None and promise.state != "open")  # or it was undone since
            self._refute(who, text, [one for one in scheduled if found[1] in one.body] if is_over else [])
        elif found := MOVED.search(text):
            same = sorted((one for one in scheduled if found[1] in one.body), key=lambda one: one.created_at)
            promise = self._books.promises.get(found[1])
            self._refute(who, text, same[: -promise.texts_at_once if promise is not None else -1])
        elif (found := DONE.search(text)) and "Next:" not in text:  # of a series, the next one is scheduled
            promise = self._books.promises.get(found[1])
            is_over = promise is not None and not promise.is_series and (is_answer or promise.state != "open")
            self._refute(who, text, [one for one in scheduled if found[1] in one.body] if is_over else [])

    def _scheduled(self, who: int) -> list[Held]:
        person = self._books.people[who]
        return [one for one in self._books.carriers[person.provider].waiting.values() if one.to == person.number]

    def _refute(self, who: int, text: str, scheduled: list[Held]) -> None:
        self._books.count("claims checked")
        if scheduled:
            line = f"{text!r} to person {who}, but {scheduled[0].id} is scheduled for {scheduled[0].send_at}"
            self._books.violate("said too much", line)

    def _check_denial(self, who: int, text: str) -> None:
        """Whether a reminder came that the bot says was not delivered. Of a series, another occurrence may have."""
        for denial in DENIAL.findall(text):
            for token in TOKEN.findall(denial):
                promise = self._books.promises.get(token)
                if promise is None or promise.has_several_texts or len(promise.spans) > 1 or token in self._books.wild:
                    continue
                self._books.count("denials checked")
                person = self._books.people[who]
                ledger = self._books.carriers[person.provider].of_number.get(person.number, [])
                came = [one for one in ledger if one.left_at and REMINDER.match(one.body) and token in one.body]
                if came:
                    self._books.violate("denied", f"{text!r} to person {who}, but {came[0].id} came {came[0].left_at}")
