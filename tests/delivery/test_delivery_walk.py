"""A stateful test of delivery, with random faults, kills, restarts and clock jumps.

In the end, each active reminder has been sent exactly once. A deleted or changed one has not been sent, unless its
person got a notice.
"""

import asyncio
import re
import shutil
import tempfile
from collections import deque
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.delivery.planning import affected_ids, plan_changes
from bot.delivery.worker import Worker
from bot.domain.changes import Changes, Decision, with_pending
from bot.domain.message_transitions import TRANSITIONS
from bot.domain.model import OutboundState
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, RENDERER, make_inbound, make_person, make_reminder
from tests.fakes.set_clock import SetClock
from tests.fakes.wayward_provider import Killed, WaywardProvider, Whim

S = OutboundState
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a database there is quick, and it is thrown away
AHEAD = st.sampled_from([30, 240, 899, 900, 905, 3600, 7200, 86_400, 40 * 86_400]).map(lambda s: timedelta(seconds=s))
WHIMS = st.lists(st.sampled_from(Whim), max_size=6)


def reachable(state):
    """``state`` and every state reachable from it."""
    found, more = {state}, [state]
    while more:
        more = [later for one in more for later in TRANSITIONS[one] if later not in found]
        found.update(more)
    return found


REACHABLE = {state: reachable(state) for state in S}


class Walk(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None))
        self.clock = SetClock()
        self.count = 0
        self.reminders = {}  # id -> the reminder as the person wants it; None when deleted
        self.words = {}  # words -> id of the reminder whose words they were
        self.sent_before = {}  # words -> how often they were sent before they were deleted or changed
        self.seen = {}
        self.waiting_receipts = []

    @initialize(supports_idempotency_keys=st.booleans())
    def begin(self, supports_idempotency_keys):
        self.provider = WaywardProvider(self.clock, supports_idempotency_keys)
        self.store = SqliteStore(self.folder / "reminders.db")
        self.run(self.store.open(NOW))
        self.start()

    def run(self, work):
        return self.runner.run(work)

    def start(self):
        self.worker = Worker(
            self.store.delivery, {self.provider.name: self.provider}, self.clock, RENDERER, jitter=lambda: 0.5
        )
        self.run(self.worker.recover())

    def change(self, decision_of):
        """Apply a decision, as a text of the person does."""
        self.count += 1

        def decide(person_context):
            decision = decision_of(person_context)

            def planned(loaded):
                reminders, outbound = plan_changes(decision, loaded, RENDERER, self.clock.now(), uuid4)
                return Changes(person=decision.person, reply="OK", intent="x", reminders=reminders, outbound=outbound)

            return with_pending(affected_ids(decision, person_context), planned)(person_context)

        self.run(
            self.store.conversations.answer(make_inbound("x", f"SM{self.count}"), lambda: make_person(id=0), decide)
        )

    def new_words(self, id_):
        words = f"errand {len(self.words) + 1}."
        self.words[words] = id_
        return words

    def forget_words(self, id_):
        words = self.reminders[id_].message
        self.sent_before[words] = self.copies(words)

    def copies(self, words):
        """How often a reminder with these words was sent."""
        self.provider.send_due()
        return sum(
            message.state in (S.SENT, S.DELIVERED, S.UNDELIVERED) and is_reminder_of(message.text.body, words)
            for message in self.provider.messages
        )

    @property
    def open_ids(self):
        return [
            id_
            for id_, reminder in self.reminders.items()
            if reminder is not None and self.clock.now() < reminder.due_at
        ]

    @rule(ahead=AHEAD)
    def create(self, ahead):
        id_ = uuid4()
        number = len(self.reminders) + 1
        reminder = make_reminder(
            id=id_,
            number=number,
            due_at=self.clock.now() + ahead,
            message=self.new_words(id_),
            created_at=self.clock.now(),
        )
        self.reminders[id_] = reminder
        self.change(
            lambda person_context: Decision(
                reply="OK", person=person_context.person, made=(replace(reminder, person_id=person_context.person.id),)
            )
        )

    @precondition(lambda self: self.open_ids)
    @rule(data=st.data(), ahead=AHEAD)
    def edit(self, data, ahead):
        id_ = data.draw(st.sampled_from(self.open_ids))
        self.forget_words(id_)
        changed = replace(self.reminders[id_], due_at=self.clock.now() + ahead, message=self.new_words(id_))
        self.reminders[id_] = changed
        self.change(
            lambda person_context: Decision(
                reply="OK",
                person=person_context.person,
                changed=(replace(changed, person_id=person_context.person.id),),
            )
        )

    @precondition(lambda self: self.open_ids)
    @rule(data=st.data())
    def delete(self, data):
        id_ = data.draw(st.sampled_from(self.open_ids))
        self.forget_words(id_)
        self.reminders[id_] = None
        self.change(
            lambda person_context: Decision(
                reply="OK",
                person=person_context.person,
                cancelled=tuple(one for one in person_context.reminders if one.id == id_),
            )
        )

    @rule(whims=WHIMS)
    def step(self, whims):
        """Run the worker; restart it if it is killed."""
        self.provider.whims = deque(whims)
        try:
            self.run(self.worker.step())
        except ExceptionGroup as group:
            _, others = group.split(Killed)
            if others is not None:
                raise others from group
            self.start()

    @rule()
    def restart(self):
        self.run(self.store.close())
        self.run(self.store.open(self.clock.now()))
        self.start()

    @rule(seconds=st.sampled_from([1, 5, 31, 61, 300, 900, 3600, 2 * 86_400]))
    def time_passes(self, seconds):
        self.clock.forward(seconds=seconds)
        self.provider.send_due()

    @rule(seconds=st.sampled_from([1, 3600]))
    def clock_is_set_back(self, seconds):
        self.clock.forward(seconds=-seconds)

    @precondition(lambda self: self.provider.receipts)
    @rule(data=st.data(), twice=st.booleans())
    def receipts_come(self, data, twice):
        """Some of them, in any order. The worker polls for the rest."""
        some = data.draw(st.lists(st.sampled_from(self.provider.receipts), unique_by=id, max_size=4))
        for receipt in some * (2 if twice else 1):
            self.run(self.worker.apply_receipt(receipt))

    @invariant()
    def only_allowed_transitions(self):
        if not self.words:
            return
        person = self.run(self.store.people.find(self.provider.name, make_person().number))
        for text in self.run(self.store.people.personal_data(person.id)).outbound:
            before = self.seen.get(text.id)
            assert before is None or text.state in REACHABLE[before], (before, text.state)
            self.seen[text.id] = text.state

    def teardown(self):
        if not self.words:
            self.close()
            return
        self.provider.whims.clear()
        self.start()
        self.finish_everything()
        try:
            self.only_allowed_transitions()
            self.check_the_books()
        finally:
            self.close()

    def finish_everything(self):
        """Run without faults until everything is finished."""
        end = max((one.due_at for one in self.reminders.values() if one), default=self.clock.now())
        end = max(end, self.clock.now()) + timedelta(hours=30)
        for _ in range(2_000):
            next_at = self.run(self.worker.step())
            self.provider.send_due()
            if next_at is None or next_at > end:
                break
            if next_at > self.clock.now():
                self.clock.set(next_at)
        else:
            raise AssertionError("the worker keeps finding work")
        self.clock.set(end)
        self.provider.send_due()

    def check_the_books(self):
        leftover = [message for message in self.provider.messages if message.state is S.SCHEDULED]
        assert leftover == [], "nothing is left in the scheduler"
        person = self.run(self.store.people.find(self.provider.name, make_person().number))
        outbound = self.run(self.store.people.personal_data(person.id)).outbound
        unreported = [text.body for text in outbound if text.state is S.FAILED and not text.failure_reported]
        said = "\n".join(m.text.body for m in self.provider.messages if m.state is not S.CANCELLED)
        if re.search(r"missed .* and \d+ more", said):  # the others do not fit into the report
            said += "".join(
                f"\nmissed {text.body}" for text in outbound if text.state is S.FAILED and text.failure_reported
            )
        for words, id_ in self.words.items():
            copies = self.copies(words)
            reminder = self.reminders[id_]
            # a failure that will be reported at the next contact
            is_unreported = any(words in body for body in unreported)
            if reminder is not None and reminder.message == words:
                is_missed = was_missed(words, said)
                assert copies + is_missed + is_unreported == 1, (words, copies, is_missed, is_unreported)
            else:
                is_notified = re.search(rf'Too late to stop it: "Reminder[^"]*: {re.escape(words)}"', said) is not None
                # if the replacement failed or was missed, the old message was left alone
                successors = [later for later, of in self.words.items() if of == id_ and reminder is not None]
                has_successor = any(
                    was_missed(later, said) or any(is_reminder_of(body, later) for body in self.provider.refused)
                    for later in successors
                )
                assert copies <= 1
                assert copies == self.sent_before[words] or is_notified or is_unreported or has_successor, (
                    words,
                    copies,
                )

    def close(self):
        self.run(self.store.close())
        self.runner.close()
        shutil.rmtree(self.folder)


def is_reminder_of(body, words):
    return re.fullmatch(rf"Reminder( \(was due [^)]*\))?: {re.escape(words)}", body) is not None


def was_missed(words, said):
    return re.search(rf"missed .*{re.escape(words)}", said) is not None


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=30, stateful_step_count=25)
TestWalk = pytest.mark.timeout(120)(TestWalk)
