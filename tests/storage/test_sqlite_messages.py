"""Pages of messages are read from an index, in order: a page costs the same among a thousand and a million."""

import sqlite3

import pytest
from bot.storage.sqlite.codec import CODEC
from bot.storage.sqlite.schema import migrations
from bot.storage.statements.messages import page_query

from bot.domain.model import OutboundState
from bot.storage.protocol import MessagePage
from tests.builders import NOW, SENDER, make_text

BEFORE = (NOW, make_text().id)
PAGES = [
    (MessagePage(limit=50), None, "outbound_message"),
    (MessagePage(limit=50, before=BEFORE), None, "outbound_message"),
    (MessagePage(limit=50, to=SENDER), None, "outbound_message_number"),
    (MessagePage(limit=50, to=SENDER, before=BEFORE), None, "outbound_message_number"),
    (MessagePage(limit=50), OutboundState.FAILED, "outbound_message_state"),
    (MessagePage(limit=50, before=BEFORE), OutboundState.FAILED, "outbound_message_state"),
    (MessagePage(limit=50, to=SENDER), OutboundState.FAILED, "outbound_message_"),
]


@pytest.mark.parametrize(("page", "state", "index"), PAGES, ids=range(len(PAGES)))
def test_a_page_is_read_in_the_order_of_an_index(page, state, index):
    connection = sqlite3.connect(":memory:")
    for migration in migrations():
        for statement in migration.statements:
            connection.execute(statement)
    query, values = page_query(page, state)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", CODEC.encode(values))]
    connection.close()
    assert len(plan) == 1, "nothing is sorted"
    assert f"USING INDEX {index}" in plan[0]
