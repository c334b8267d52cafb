"""What every store must do for people with several addresses: one person, one lock, one opt-out, one export."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.changes import Changes, PersonContext
from bot.domain.errors import ImpossibleRequestError
from bot.domain.link_codes import VALID_FOR
from bot.domain.model import ProviderName
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder, make_text
from tests.storage.saving import saving

WHATSAPP = f"whatsapp:{SENDER}"
HIDDEN = "whatsapp:US.13491208655302741918"
CODE = "BCDFGHJK"

MINUTE = timedelta(minutes=1)


class Texts:
    """Texts to a store; each answer is decided by ``decide``, which is given the context."""

    def __init__(self, store):
        self.store, self.count = store, 0

    async def text(self, address, decide, body="x", **changes):
        self.count += 1
        inbound = make_inbound(body, f"SM{self.count}", from_number=address, **changes)
        newcomer = make_person(id=0, number=address, provider=inbound.provider)
        await self.store.conversations.answer(inbound, lambda: newcomer, decide)

    async def context(self, address, body="x", **changes):
        seen: list[PersonContext] = []
        await self.text(address, saving(seen=seen), body, **changes)
        return seen[0]

    async def make_code(self, address=SENDER, code=CODE, **changes):
        def decide(context):
            return Changes(person=context.person, reply="", intent="", link_code=code)

        await self.text(address, decide, **changes)

    async def link(self, address, code=CODE, **changes):
        """Text the code from another address; the person whom it belongs to."""
        owners = []

        def decide(context):
            owners.append(context.link_owner)
            forgotten_at = None if context.link_owner is None else NOW
            person = replace(context.person, forgotten_at=forgotten_at)
            return Changes(person=person, reply="", intent="", links_to=context.link_owner)

        await self.text(address, decide, f"link {code}", **changes)
        return owners[0]


@pytest.fixture
def texts(store):
    return Texts(store)


async def linked(texts):
    await texts.text(SENDER, saving(reminders=[make_reminder()]))
    await texts.make_code()
    return await texts.link(WHATSAPP)


async def test_a_linked_address_is_the_same_person(texts, store):
    owner = await linked(texts)
    context = await texts.context(WHATSAPP)
    assert (context.person.id, context.person.number) == (owner.id, SENDER)
    assert [reminder.message for reminder in context.reminders] == ["call mom"]
    assert await store.people.with_number(WHATSAPP) == await store.people.with_number(SENDER)
    data = await store.people.personal_data(owner.id)
    assert data.addresses == (WHATSAPP,)
    assert len(data.received) == 4


async def test_the_address_had_a_person_of_its_own_who_is_erased(texts, store):
    await texts.text(WHATSAPP, saving())
    (before,) = await store.people.with_number(WHATSAPP)
    owner = await linked(texts)
    assert before.id != owner.id
    assert await store.people.erase_forgotten(NOW) == 1
    assert await store.people.personal_data(before.id) is None
    assert (await texts.context(WHATSAPP)).person.id == owner.id


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("BCDFGHJM", {}),
        (CODE, {"received_at": NOW + VALID_FOR}),
        (CODE, {"provider": ProviderName.TELNYX}),
    ],
    ids=["another", "expired", "elsewhere"],
)
async def test_a_code_that_links_nobody(texts, code, changes):
    await texts.make_code()
    assert await texts.link(WHATSAPP, code, **changes) is None


async def test_a_code_is_used_once_and_replaced_by_the_next_one(texts):
    await texts.make_code()
    await texts.make_code(code="ZZZZ2222")
    assert await texts.link(WHATSAPP) is None
    assert (await texts.link(WHATSAPP, "ZZZZ2222")).number == SENDER
    assert await texts.link(HIDDEN, "ZZZZ2222") is None


async def test_the_code_of_someone_who_opted_out_or_was_forgotten_links_nobody(texts):
    gone: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("+13125550177", CODE, {"opted_out_at": NOW}),
        ("+13125550178", "ZZZZ2222", {"forgotten_at": NOW}),
    )
    for number, code, changes in gone:
        await texts.make_code(number, code)
        await texts.text(number, saving(**changes))
        assert await texts.link(WHATSAPP, code) is None


async def test_the_owner_unlinks_everybody_else(texts, store):
    await texts.text(SENDER, saving(), external_id="own-id")
    owner = await linked(texts)
    await texts.text(WHATSAPP, saving(), external_id=HIDDEN)
    assert (await texts.context(SENDER, "list", external_id="own-id")).linked_addresses == ()
    shared = (await texts.context(SENDER, "Settings", external_id="own-id")).linked_addresses
    assert sorted(shared) == sorted((WHATSAPP, HIDDEN))

    def unlink(context):
        return Changes(person=context.person, reply="", intent="", unlinks=True)

    await texts.text(SENDER, unlink, "unlink", external_id="own-id")
    assert (await texts.context(SENDER, "unlink", external_id="own-id")).linked_addresses == ()
    for address in (WHATSAPP, HIDDEN):
        assert (await texts.context(address)).person.id != owner.id
    assert (await store.people.personal_data(owner.id)).addresses == ("own-id",)


async def test_an_opt_out_holds_for_every_address(texts):
    await linked(texts)
    await texts.text(WHATSAPP, saving(opted_out_at=NOW))
    for address in (SENDER, WHATSAPP):
        assert (await texts.context(address)).person.opted_out_at == NOW
        elsewhere = await texts.context(address, provider=ProviderName.TELNYX)
        assert elsewhere.person.opted_out_at == NOW, "the suppression follows the link"
    await texts.text(WHATSAPP, saving(opted_out_at=None))
    assert (await texts.context("+13125550199")).person.opted_out_at is None
    assert (await texts.context(SENDER)).person.opted_out_at is None


async def test_an_opt_out_reaches_a_linked_address_at_another_provider(texts, store):
    await texts.text(SENDER, saving(), provider=ProviderName.TELNYX)
    await texts.make_code(WHATSAPP)
    await texts.link(SENDER)
    elsewhere = saving(opted_out_at=NOW)
    inbound = make_inbound("STOP", "SM99", from_number=WHATSAPP)
    await store.conversations.answer(inbound, make_person, saving(opted_out_at=NOW), elsewhere)
    at_telnyx = await store.people.find(ProviderName.TELNYX, SENDER)
    assert at_telnyx.opted_out_at == NOW


async def test_a_message_of_another_program_goes_to_the_number_that_it_names(texts, store):
    await texts.make_code(WHATSAPP)
    await texts.link(SENDER)
    assert (await texts.context(SENDER)).person.number == WHATSAPP
    seen = []

    def decide(recipient):
        seen.append(recipient.people)
        raise ImpossibleRequestError("enough seen")

    with pytest.raises(ImpossibleRequestError):
        await store.messages.add(SENDER, "default", NOW, None, decide)
    assert seen == [()]


async def test_an_address_is_given_up(texts, store):
    owner = await linked(texts)
    await texts.text(WHATSAPP, lambda context: Changes(person=context.person, reply="", intent="", unlinks=True))
    context = await texts.context(WHATSAPP)
    assert (context.person.id != owner.id, context.reminders) == (True, ())
    assert (await texts.context(SENDER)).person.id == owner.id


async def test_who_is_forgotten_takes_the_addresses_along(texts, store):
    owner = await linked(texts)
    await texts.text(WHATSAPP, saving(reminders=[], forgotten_at=NOW))
    assert (await texts.context(WHATSAPP)).person.id != owner.id
    assert await store.people.erase_forgotten(NOW) == 2
    assert await store.people.personal_data(owner.id) is None


async def test_whatsapp_may_hide_a_number_and_show_it_again(texts, store):
    await texts.text(WHATSAPP, saving(reminders=[make_reminder()]), external_id=HIDDEN)
    hidden = await texts.context(HIDDEN, external_id=HIDDEN)
    assert (hidden.person.number, len(hidden.reminders)) == (WHATSAPP, 1)
    assert (await texts.context(WHATSAPP)).person == hidden.person


async def test_a_number_that_was_hidden_at_first(texts):
    await texts.text(HIDDEN, saving(), external_id=HIDDEN)
    shown = await texts.context(WHATSAPP, external_id=HIDDEN)
    assert shown.person.number == HIDDEN
    assert (await texts.context(WHATSAPP)).person.id == shown.person.id


async def test_two_people_stay_two_when_an_id_connects_them_later(texts):
    await texts.text(WHATSAPP, saving())
    await texts.text(HIDDEN, saving())
    first, second = await texts.context(WHATSAPP), await texts.context(HIDDEN)
    for address, expected in ((WHATSAPP, first), (HIDDEN, second)):
        assert (await texts.context(address, external_id=HIDDEN)).person.id == expected.person.id


async def test_the_id_moves_along_with_a_linked_address(texts):
    await texts.make_code()
    owner = await texts.link(WHATSAPP, external_id=HIDDEN)
    assert (await texts.context(HIDDEN)).person.id == owner.id


async def test_the_latest_text_from_any_address_is_known(texts, store):
    await linked(texts)
    await texts.text(WHATSAPP, saving(), received_at=NOW + MINUTE)
    for address in (SENDER, WHATSAPP):
        assert await store.conversations.latest_message_id(ProviderName.TWILIO, address) == f"SM{texts.count}"


async def test_what_was_scheduled_stays_where_it_was(texts, store):
    owner = await linked(texts)
    await texts.text(WHATSAPP, saving(outbound=[make_text(to_number=SENDER)]))
    data = await store.people.personal_data(owner.id)
    assert [message.to_number for message in data.outbound] == [SENDER]
