"""The names of the units of work are public: they are the label ``unit`` of the metric ``bot_database_seconds``."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.domain.fair_share import ClaimRoom
from bot.domain.model import ProviderName
from bot.runtime.settings import Storage
from bot.storage.database import Unit
from bot.storage.maintenance_protocol import RetentionCutoffs
from bot.storage.opening import make_store
from bot.storage.protocol import MessagePage
from bot.storage.recipient import Decision
from bot.storage.sqlite.store import SqliteStore
from tests.builders import NOW, SENDER, make_inbound, make_person, make_text
from tests.storage.saving import saving

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"

PUBLIC = {
    "add_message",
    "amend_answer",
    "answer",
    "answer_without_reading",
    "apply_receipt",
    "claim",
    "erase",
    "export",
    "find_identical",
    "find_people",
    "get_message",
    "list_cancelling",
    "list_broken",
    "list_messages",
    "list_people_in_zone",
    "list_provider_ids",
    "list_reminders",
    "list_zones",
    "next_attempt",
    "next_top_up",
    "open",
    "ping",
    "prune",
    "recheck",
    "release_leases",
    "revise",
    "revise_message",
    "revise_person",
    "save_zone_rules",
    "stats",
    "top_up",
}


def test_the_names_of_units_do_not_change():
    assert set(Unit) == PUBLIC


def test_the_documentation_names_every_unit():
    (row,) = re.findall(r"^\| `bot_database_seconds` \|.*$", OPERATIONS.read_text(), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == PUBLIC | {"bot_database_seconds"}


async def use_everything(store):
    """Call every method of the store once."""
    await store.open(NOW)
    inbound, text = make_inbound("x"), make_text()
    cutoffs = RetentionCutoffs(inbound=NOW, outbound=NOW, reminders=NOW, spending=NOW)
    await store.ping(30)
    await store.database_stats(NOW)
    await store.conversations.answer(inbound, lambda: make_person(id=0), saving(outbound=[text]))
    await store.conversations.answer_without_reading(
        make_inbound("x", "SM2"), reply=None, intent="x", consent=None, messages=()
    )
    await store.conversations.amend_answer(inbound, [], lambda _: ("OK", ()))
    await store.delivery.claim_due(ProviderName.TWILIO, NOW, ClaimRoom(calls=1), lambda message: message)
    await store.delivery.revise(text.id, lambda message: message)
    await store.delivery.revise_by_provider_id(ProviderName.TWILIO, "SM1", None, lambda message: message)
    await store.delivery.identical_in_flight(text)
    await store.delivery.provider_message_ids(1)
    await store.delivery.next_attempt_at(ProviderName.TWILIO)
    await store.delivery.release_leases("this process", NOW)
    await store.delivery.top_up_due(NOW, 1, lambda reminder, *_: (reminder, ()))
    await store.delivery.next_top_up_at()
    await store.messages.add(
        SENDER,
        "default",
        NOW,
        None,
        lambda recipient: Decision(person=recipient.people[0], message=make_text(kind="message")),
    )
    await store.messages.get(text.id, "default")
    await store.messages.list(MessagePage(token_name="default", limit=1))
    await store.messages.revise(text.id, "default", lambda message: message)
    await store.people.with_number(SENDER)
    await store.people.listed_reminders(SENDER, 1)
    await store.people.broken_rows(1)
    await store.people.cancelling_messages(1)
    await store.people.personal_data(1)
    await store.people.revise_person(1, saving())
    await store.zones.zones_in_use()
    await store.zones.people_in_zone("UTC", 0, 1)
    await store.zones.save_zone_rules("UTC", "+0000")
    await store.maintenance.prune(cutoffs, 1)
    await store.maintenance.erase_forgotten(NOW)
    await store.maintenance.recheck_broken_rows(NOW)
    await store.close()


async def test_every_unit_of_work_is_measured_under_its_name(database_url):
    measured: list[tuple[Unit, float]] = []
    settings = Storage(url=database_url)
    await use_everything(make_store(settings, on_unit=lambda unit, seconds: measured.append((unit, seconds))))
    assert {unit for unit, _ in measured} == PUBLIC
    assert all(seconds > 0 for _, seconds in measured)


async def test_a_unit_of_work_may_await_nothing_but_its_session(tmp_path):
    store = SqliteStore(tmp_path / "x.db")
    await store.open(NOW)

    async def sleeping(session):
        await session.execute("DELETE FROM people")
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="awaited something other than its session"):
        await store.database.run(Unit.PING, sleeping)
    await store.ping(30)
    await store.close()
