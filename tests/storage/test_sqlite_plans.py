"""Frequent statements read an index, and pages read it in order: their cost does not grow with the database."""

import re
import sqlite3
from collections.abc import Iterator

import pytest

from bot.domain.model import OutboundState
from bot.storage.protocol import MessagePage
from bot.storage.sqlite.codec import CODEC
from bot.storage.sqlite.schema import migrations
from bot.storage.statements import addresses, inbound, messages, outbound, people, reminders, saving, stats
from tests.builders import NOW, SENDER, make_text


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    for migration in migrations():
        for statement in migration.statements:
            connection.execute(statement)
    yield connection
    connection.close()


def plan_of(connection, query, values):
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]


BEFORE = (NOW, make_text().id)
PAGES = [
    (MessagePage(token_name="default", limit=50), None, "outbound_message"),
    (MessagePage(token_name="default", limit=50, before=BEFORE), None, "outbound_message"),
    (MessagePage(token_name="default", limit=50, to=SENDER), None, "outbound_message_number"),
    (MessagePage(token_name="default", limit=50, to=SENDER, before=BEFORE), None, "outbound_message_number"),
    (MessagePage(token_name="default", limit=50), OutboundState.FAILED, "outbound_message_state"),
    (MessagePage(token_name="default", limit=50, before=BEFORE), OutboundState.FAILED, "outbound_message_state"),
    (MessagePage(token_name="default", limit=50, to=SENDER), OutboundState.FAILED, "outbound_message_"),
]


@pytest.mark.parametrize(("page", "state", "index"), PAGES, ids=range(len(PAGES)))
def test_a_page_is_read_in_the_order_of_an_index(connection, page, state, index):
    query, values = messages.page_query(page, state)
    plan = plan_of(connection, query, CODEC.encode(values))
    assert len(plan) == 1, "nothing is sorted"
    assert f"USING INDEX {index}" in plan[0]


STATEMENTS = [
    (addresses.PERSON, "people_number"),
    (addresses.PEOPLE_WITH, "people_with_number"),
    (addresses.PEOPLE_WITH, "addresses_address"),
    (addresses.OF_PERSON, "addresses_person"),
    (people.ERASE_FORGOTTEN, "people_forgotten"),
    (people.ERASE_FORGOTTEN, "outbound_pending"),
    (people.ERASE_FORGOTTEN, "outbound_cancelling_person"),
    (people.ERASE_OUTBOUND, "outbound_person"),
    (people.ERASE_INBOUND, "inbound_person"),
    (people.ERASE_REMINDERS, "reminders_person"),
    (outbound.CANCELLING_OF_PERSON, "outbound_cancelling_person"),
    (people.IN_ZONE, "reminders_zone"),
    (people.ZONES_IN_USE, "reminders_zone"),
    (reminders.ACTIVE_OF_PERSON, "reminders_active"),
    (reminders.DUE_FOR_CHECK, "reminders_next_check"),
    (reminders.NEXT_CHECK, "reminders_next_check"),
    (reminders.OF_PERSON, "reminders_person"),
    (reminders.PRUNE, "reminders_state"),
    (outbound.ID_BY_PROVIDER_ID, "outbound_provider_id"),
    (outbound.PENDING_OF_PERSON, "outbound_pending"),
    (outbound.FAILURES_TO_REPORT, "outbound_failure_unreported"),
    (outbound.RECENTLY_SENT, "outbound_sent_reminder"),
    (outbound.PENDING_OF_REMINDER, "outbound_pending_reminder"),
    (outbound.NEXT_OF_REMINDERS, "outbound_pending_reminder"),
    (outbound.NEXT_OF_REMINDERS, "reminders_active"),
    (outbound.DUE_OF_PERSON, "outbound_pending"),
    (outbound.CONTEXT_OF_PERSON, "outbound_pending_reminder"),
    (outbound.CONTEXT_OF_PERSON, "outbound_pending"),
    (outbound.CONTEXT_OF_PERSON, "outbound_failure_unreported"),
    (outbound.CONTEXT_OF_PERSON, "outbound_sent_reminder"),
    (outbound.PLANNED_OF_REMINDER, "outbound_reminder"),
    (outbound.KEPT_OF_REMINDER, "outbound_pending_reminder"),
    (people.BY_NUMBER, "people_with_number"),
    (outbound.PROVIDER_MESSAGE_IDS, "outbound_person"),
    (outbound.DUE_FRESH, "outbound_next_attempt"),
    (outbound.DUE_REPEATS, "outbound_next_attempt"),
    (outbound.DUE_POLLS, "outbound_next_attempt"),
    (outbound.DUE_CANCELS, "outbound_cancelling"),
    (outbound.NEXT_ATTEMPT, "outbound_next_attempt"),
    (outbound.IDENTICAL_IN_FLIGHT, "outbound_without_provider_id"),
    (outbound.PRUNE, "outbound_finished"),
    (inbound.PRUNE, "inbound_age"),
    (messages.DELETE_OLD_KEYS, "idempotency_age"),
    (stats.COUNT_REMINDERS, "reminders_state"),
    (stats.COUNT_DUE, "outbound_next_attempt"),
]


@pytest.mark.parametrize(("statement", "index"), STATEMENTS, ids=range(len(STATEMENTS)))
def test_a_frequent_statement_uses_its_index(connection, statement, index):
    values = dict.fromkeys(re.findall(r":(\w+)", statement))
    plan = plan_of(connection, statement, values)
    assert any(re.search(rf"USING (COVERING )?INDEX {index}\b", step) for step in plan), plan


# Read by another connection for the metrics, or once at startup: these may read a whole index.
MAY_SCAN = {"COUNT_PEOPLE", "COUNT_REMINDERS", "COUNT_DUE", "RELEASE_LEASES"}
NAMED = {
    f"{module.__name__.rpartition('.')[2]}.{name}": statement
    for module in (inbound, messages, outbound, people, reminders, saving, stats)
    for name, statement in vars(module).items()
    if isinstance(statement, str) and re.match(r"\s*(SELECT|UPDATE|DELETE|INSERT)\b", statement) and name[0] != "_"
}


@pytest.mark.parametrize("name", sorted(name for name in NAMED if name.partition(".")[2] not in MAY_SCAN))
def test_no_statement_reads_a_whole_table(connection, name):
    values = dict.fromkeys(re.findall(r":(\w+)", NAMED[name]))
    plan = plan_of(connection, NAMED[name], values)
    subqueries = {step.split()[1] for step in plan if step.startswith("CO-ROUTINE")}  # they have steps of their own
    scans = [step for step in plan if re.match(r"SCAN (?!CONSTANT ROW)", step) and step.split()[1] not in subqueries]
    assert not scans


SORTED_IN_PLACE = ["outbound.PENDING_OF_PERSON", "outbound.PENDING_OF_REMINDER", "outbound.DUE_OF_PERSON"]
SORTED_IN_PLACE += ["outbound.RECENTLY_SENT", "outbound.KEPT_OF_REMINDER", "outbound.PRUNE", "inbound.PRUNE"]


@pytest.mark.parametrize("name", SORTED_IN_PLACE)
def test_what_is_limited_is_read_in_the_order_of_its_index(connection, name):
    values = dict.fromkeys(re.findall(r":(\w+)", NAMED[name]))
    assert not any("TEMP B-TREE" in step for step in plan_of(connection, NAMED[name], values))


@pytest.mark.parametrize(
    "statement", [outbound.DUE_FRESH, outbound.DUE_REPEATS, outbound.DUE_POLLS, outbound.DUE_CANCELS]
)
def test_the_search_for_due_messages_reads_only_its_index(connection, statement):
    values = dict.fromkeys(re.findall(r":(\w+)", statement))
    assert any("COVERING INDEX" in step for step in plan_of(connection, statement, values))
