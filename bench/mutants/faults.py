"""The faults, as small changes of the bot's source. A text that is no longer there exactly once is an error."""

from dataclasses import dataclass

from bench.mutants.importing import Edit


@dataclass(frozen=True, slots=True)
class Mutant:
    """``name`` for the command line, ``fault`` in words."""

    name: str
    fault: str
    edits: tuple[Edit, ...]


def mutant(name: str, fault: str, *edits: tuple[str, str, str]) -> Mutant:
    return Mutant(name, fault, tuple(Edit(f"bot.{module}", old, new) for module, old, new in edits))


# Faults that the bot once had (docs/reliability.md says which are mended when).
ONCE_REAL = (
    mutant(
        "wall-steps",
        "Series within a day follow the wall clock: doubled in spring, a gap in autumn",
        ("domain.occurrences", "if recurrence.is_elapsed:", "if False:"),
    ),
    mutant(
        "no-late-limit",
        "A late reminder is sent however late it is",
        ("domain.message_state", "return now - message.due_at > limit", "return now - message.due_at > limit * 100"),
    ),
    mutant(
        "stop-in-english-only",
        "STOP in other languages is not understood",
        (
            "understanding.opt_out",
            "KEYWORDS = CARRIER_KEYWORDS[OptOut.STOP] | frozenset(plain_words(opt_out_words.KEYWORDS))",
            "KEYWORDS = CARRIER_KEYWORDS[OptOut.STOP]",
        ),
    ),
    mutant(
        "stop-is-limited",
        "STOP counts against the limit of texts per minute",
        ("inbound.admission", "if is_opting_out(inbound):", "if False:"),
    ),
    mutant(
        "own-number-learned",
        "The number that a group text names first is taken for the bot's own",
        (
            "inbound.admission",
            "        if inbound.from_number in self._own_numbers:",
            "        self._own_numbers |= {inbound.to_number}\n        if inbound.from_number in self._own_numbers:",
        ),
    ),
    mutant(
        "talks-to-machines",
        "Auto-replies are read like texts of people",
        ("inbound.decision", "is_automatic(inbound.body)", "False"),
    ),
    mutant(
        "forget-stays-open",
        "Another text in between does not end the request to erase everything",
        ("conversation.handlers.privacy", "if person.memory.forget_asked_at is None:", "if True:"),
    ),
    mutant(
        "guessed-zone",
        "The zone of a number is the first by name",
        (
            "domain.number_zones",
            "return min(choices, key=lambda zone: _RANK.get(zone, len(_RANK)), default=main)",
            "return min(listed, default=main)",
        ),
    ),
    mutant(
        "poisoned-row",
        "A row that cannot be processed stops all that come after it",
        ("storage.session", "if not self._connection.is_row_fault(error):", "if True:"),
    ),
    mutant(
        "late-as-it-is",
        "A message whose answer was lost is handed over hours late as it is",
        (
            "domain.message_state",
            "supports_idempotency_keys and message.state is S.HANDING_OVER and message.outcome_unknown",
            "False",
        ),
    ),
    mutant(
        "on-its-way-for-ever",
        "A scheduled message without a report counts as on its way for ever",
        ("domain.message_state", 'return _enter(message, S.SENT, f"no report; {message.failure}")', "return message"),
    ),
    mutant(
        "late-flood",
        "After an outage, every missed occurrence of a series comes",
        (
            "delivery.overdue",
            "newest = {message.reminder_id or message.id: message for message in overdue}",
            "newest = {message.id: message for message in overdue}",
        ),
    ),
)

# Faults that a change could bring in.
POSSIBLE = (
    mutant(
        "dropped-commit",
        "Some transactions are rolled back, and nobody is told",
        (
            "storage.sqlite.group_commit",
            '    connection.execute("COMMIT")',
            '    connection.execute("ROLLBACK" if connection.total_changes % 23 == 7 else "COMMIT")',
        ),
    ),
    mutant(
        "not-synced",
        "Commits are not on the disk when the reply goes out",
        ("storage.sqlite.database", "PRAGMA synchronous = FULL", "PRAGMA synchronous = OFF"),
    ),
    mutant(
        "swallowed-error",
        "A text that could not be saved is answered as if it had been",
        (
            "inbound.service",
            "answer = self._not_saved(inbound, error)",
            'answer = Answer(reply="OK", intent="ok")',
        ),
    ),
    mutant(
        "redelivery",
        "A redelivered text is carried out again",
        ("storage.units.conversations", "None if row is None else", "None if not row or row['intent'] != 'list' else"),
        ("storage.statements.inbound", "    INSERT INTO inbound", "    INSERT OR REPLACE INTO inbound"),
    ),
    mutant(
        "reused-id",
        "All messages of a series have the same id",
        (
            "delivery.planning",
            "id_=new_id())",
            "id_=reminder.id)",
        ),
    ),
    mutant(
        "new-key",
        "A repeated hand-over goes out under a new key",
        ("delivery.executor", "import random\n", "import random\nfrom dataclasses import replace\n"),
        (
            "delivery.executor",
            "accepted = await provider.schedule(message, message.scheduled_for)",
            (
                "new = replace(message, id=UUID(int=message.id.int ^ message.attempts))\n            "
                "accepted = await provider.schedule(new, message.scheduled_for)"
            ),
        ),
    ),
    mutant(
        "blind-repeat",
        "After a lost answer, the call is repeated without a search",
        (
            "domain.message_state",
            "return Call.FIND if message.outcome_unknown and not supports_idempotency_keys else hand_over",
            "return hand_over",
        ),
    ),
    mutant(
        "adopts-others",
        "A search takes a message that belongs to another one",
        (
            "delivery.executor",
            "await provider.find(message, await self._store.provider_message_ids(message.person_id))",
            "await provider.find(message, frozenset())",
        ),
        (
            "delivery.executor",
            "return await self._store.identical_in_flight(message)",
            "return None",
        ),
        (
            "domain.message_state",
            "        return Call.FIND if message.outcome_unknown",
            "        return Call.FIND if True",
        ),
    ),
    mutant(
        "window",
        "What is beyond the carrier's window waits until it is due",
        (
            "domain.message_state",
            "next_attempt_at=message.due_at - timedelta(seconds=window.schedule_ahead_seconds)",
            "next_attempt_at=message.due_at",
        ),
    ),
    mutant(
        "short-plan",
        "Series have their next three occurrences planned, but not all of two days",
        (
            "delivery.occurrences",
            "(len(upcoming) >= count and is_far)",
            "len(upcoming) >= count",
        ),
    ),
    mutant(
        "double-top-up",
        "A top-up does not see what is planned",
        (
            "delivery.occurrences",
            "already = {message.due_at for message in planned if message.state not in _WITHDRAWN}",
            "already = set()",
        ),
    ),
    mutant(
        "endless-lease",
        "A lease never ends, and a restart does not release it",
        ("domain.message_state", "LEASE = timedelta(seconds=60)", "LEASE = timedelta(days=3650)"),
        ("storage.statements.outbound", "WHERE next_attempt_at > :now AND {IS_IN_FLIGHT}", "WHERE 0 AND :now"),
    ),
    mutant(
        "receipt-back",
        "A receipt that comes late moves a message back",
        (
            "domain.message_state",
            "if receipt.state is None or receipt.state not in TRANSITIONS[message.state]:",
            "if receipt.state is None:",
        ),
    ),
    mutant(
        "no-cancel",
        "A deleted message is not cancelled at the carrier",
        (
            "domain.message_state",
            "return replace(message, state=S.CANCELLING, next_attempt_at=now, attempts=0)",
            "return _enter(message, S.CANCELLED)",
        ),
    ),
    mutant(
        "cancel-gives-up",
        "A cancel that fails once is given up",
        (
            "domain.message_state",
            "S.CANCELLING and now > message.due_at + CANCEL_UNTIL and message.attempts >= MIN_CALLS:",
            "S.CANCELLING:",
        ),
    ),
    mutant(
        "cancel-unheard",
        "A cancel that is given up is not told",
        (
            "delivery.follow_ups",
            "is_given_up = message.state is S.FAILED and message.outcome_unknown",
            "is_given_up = False",
        ),
        ("domain.message_state", "CANCEL_UNTIL = timedelta(days=4)", "CANCEL_UNTIL = timedelta(days=1)"),
    ),
    mutant(
        "promises-too-soon",
        "A reply does not wait for a cancel that an earlier text asked for",
        ("inbound.decision", "cancelling=loaded.cancelling,", "cancelling=(),"),
    ),
    mutant(
        "replaced-stays",
        "After a change, the old message is not cancelled",
        ("delivery.follow_ups", "if after.replaces and is_safe(after):", "if False:"),
    ),
    mutant(
        "gives-up",
        "A temporary error is final",
        (
            "domain.message_state",
            "return replace(message, state=S.WAITING, next_attempt_at=again_at, outcome_unknown=False)",
            "return replace(message, state=S.FAILED, next_attempt_at=None, outcome_unknown=False)",
        ),
    ),
    mutant(
        "late-without-a-word",
        "A late reminder does not say when it was due",
        (
            "domain.message_state",
            "is_silent = message.kind is OutboundKind.REMINDER and not message.says_due",
            "is_silent = False",
        ),
    ),
    mutant(
        "stop-parks-nothing",
        "STOP is noted, but what is scheduled still comes",
        ("conversation.handlers.opt_out", "parked=context.open_reminders,", "parked=(),"),
        (
            "delivery.planning",
            "if is_unreachable(decision.person) and not is_unreachable(person_context.person):\n        if not",
            "if False:\n        if not",
        ),
    ),
    mutant(
        "start-restores-nothing",
        "START does not bring the reminders back",
        ("conversation.handlers.opt_out", "revived=back,", "revived=(),"),
    ),
    mutant(
        "undo-forgets",
        "UNDO answers, but brings nothing back",
        (
            "conversation.handlers.undo",
            "revived=tuple(reminder for reminder in not_paused if reminder.id not in current),",
            "revived=(),",
        ),
    ),
    mutant(
        "pause-goes-on",
        "A paused series goes on",
        (
            "delivery.planning",
            "ended += [(reminder, ReminderState.PAUSED) for reminder in decision.paused]",
            "pass",
        ),
    ),
    mutant(
        "repeats-after-done",
        "What is repeated until it is done goes on after DONE",
        (
            "conversation.handlers.done",
            (
                "reply = confirmations.done(reminder.message) if is_repeated else reply\n        "
                "return Decision(reply=reply, person=context.person, cancelled=(*copies, reminder))"
            ),
            (
                "reply = confirmations.done(reminder.message) if is_repeated else reply\n        "
                "return Decision(reply=reply, person=context.person, cancelled=copies)"
            ),
        ),
    ),
    mutant(
        "done-waits-for-receipt",
        "DONE ends no further heads-ups until the last one's receipt has come",
        (
            "conversation.handlers.done",
            "reminder.id in late and not _lacks_receipt(reminder, context)",
            "reminder.id in late",
        ),
    ),
    mutant(
        "heads-up-after-deletion",
        "Of a deleted reminder, only the next text is cancelled",
        (
            "delivery.planning",
            "outbound += [cancel_message(message, now) for message in _messages_of(reminder, person_context)]",
            "outbound += [cancel_message(message, now) for message in _messages_of(reminder, person_context)[:1]]",
        ),
    ),
    mutant(
        "heads-up-lost",
        "Of a reminder that is moved, only the last heads-up is planned anew",
        (
            "delivery.planning",
            "wanted = messages_for(planned, decision.person, moments, renderer, contact, now=now, new_id=new_id)",
            (
                "moments = moments[-1:] if reminder in decision.changed and not reminder.rrule else moments\n        "
                "wanted = messages_for(planned, decision.person, moments, renderer, contact, now=now, new_id=new_id)"
            ),
        ),
    ),
    mutant(
        "plan-ends-early",
        "Nothing is planned between the texts of one day and those of the next",
        ("delivery.occurrences", "        return beyond - PLAN_AHEAD\n", "        pass\n"),
    ),
    mutant(
        "winter-offset",
        "Series keep the UTC offset of January all year",
        (
            "domain.wall_time",
            "return datetime.combine(wall, wall.time(), zone), ClockChange.NONE",
            (
                "january = timezone(zone.utcoffset(datetime(2027, 1, 15)))\n        "
                "return datetime.combine(wall, wall.time(), january), ClockChange.NONE"
            ),
        ),
        (
            "domain.wall_time",
            "import UTC, datetime, timedelta, tzinfo",
            "import UTC, datetime, timedelta, timezone, tzinfo",
        ),
    ),
    mutant(
        "no-budget",
        "Nobody counts what a person's texts and reminders cost",
        ("inbound.decision", "over_budget(changes, person_context, policy.budgets, now)", "None"),
        ("conversation.handlers.create", "if refusal := refused_by_budget(made, context):", "if refusal := '':"),
        ("domain.spending", "if account[day] + cost > self.per_person or", "if"),
    ),
    mutant(
        "no-fair-share",
        "One recipient can hold all slots for calls to a provider",
        ("delivery.dispatcher", "return max(1, self.in_flight // 4)", "return self.in_flight"),
    ),
    mutant(
        "refusals-repeat",
        "A refusal that concerns one recipient is tried again and again",
        (
            "domain.message_state",
            "if isinstance(error, PermanentProviderError) and not isinstance(error, OutOfWindowError):",
            "if False:",
        ),
    ),
    mutant(
        "old-zone-rules",
        "An update of the time zone database moves nothing",
        ("delivery.tz_updates", "if rules != seen:", "if False:"),
    ),
    mutant(
        "wrong-person",
        "One message in forty goes to another person",
        (
            "delivery.occurrences",
            "to_number=person.number,",
            'to_number="+12125550123" if id_.int % 40 == 0 else person.number,',
        ),
    ),
    mutant(
        "others-reminders",
        "A person also sees the reminders of those who came before",
        (
            "storage.statements.reminders",
            'f"SELECT * FROM reminders WHERE person_id = :person_id AND {REMINDER_IS_ACTIVE} ORDER BY',
            'f"SELECT * FROM reminders WHERE person_id <= :person_id AND {REMINDER_IS_ACTIVE} ORDER BY',
        ),
    ),
)
MUTANTS = (*ONCE_REAL, *POSSIBLE)
