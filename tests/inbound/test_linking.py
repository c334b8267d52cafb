"""Linking: "link" gives a code, and whoever texts it from another address shares the list."""

from dataclasses import replace

import pytest

from bot.conversation.texts import links
from bot.domain.changes import PersonContext
from bot.domain.link_codes import ALPHABET, LENGTH, asks_for_code, asks_to_unlink, code_from, code_in, shown
from bot.domain.model import Memory, OptOut, ProviderName
from bot.domain.sms_segments import segments
from bot.domain.spending import Budgets
from bot.inbound.decision import BotPolicy
from bot.inbound.linking import link_changes
from bot.inbound.provider_traits import ProviderTraits
from tests.builders import NOW, SENDER, WINDOW, make_inbound, make_person, make_reminder, numbered_ids

CODE = "K7QMP3XD"
WHATSAPP = f"whatsapp:{SENDER}"
OWNER = make_person(id=7)
POLICY = BotPolicy(
    providers={ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True)}, default_timezone="UTC"
)


def changes(body, *, person=None, owner=None, reminders=(), linked=(), policy=POLICY, **inbound):
    person = person or make_person()
    context = PersonContext(person=person, reminders=reminders, link_owner=owner, linked_addresses=linked)
    return link_changes(make_inbound(body, **inbound), context, policy, NOW, numbered_ids())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("link K7QM-P3XD", CODE),
        ("Link k7qm-p3xd", CODE),
        (" LINK K7QMP3XD. ", CODE),
        ("link: K7QM P3XD", CODE),
        ("linkK7QMP3XD", CODE),
        ("link K7QM-P3X", None),
        ("link K7QM-P3XD2", None),
        ("link this chat", None),
        ("link some docs", None),
        ("link ABCD-EFGH", "ABCDEFGH"),  # no code has an A, but it is meant as one
        ("link K7QM P3X0", "K7QMP3X0"),
        ("K7QM-P3XD", None),
        ("remind me to link K7QM-P3XD", None),
        ("link\u2013K7QM-P3XD", None),
    ],
)
def test_the_code_in_a_text(text, code):
    assert code_in(text) == code


@pytest.mark.parametrize(
    ("text", "is_request", "is_end"),
    [
        ("link", True, False),
        ("Link my WhatsApp", True, False),
        ("link this chat.", True, False),
        ("link another phone", True, False),
        ("link me", True, False),
        ("How do I link another number?", True, False),
        ("can I link my whatsapp to this number", True, False),
        ("how do i unlink a phone", False, True),
        ("unlink", False, True),
        ("Unlink this number!", False, True),
        ("link the reports at 5", False, False),
        ("linked", False, False),
        ("remind me to unlink", False, False),
    ],
)
def test_what_a_text_asks_for(text, is_request, is_end):
    assert (asks_for_code(text), asks_to_unlink(text)) == (is_request, is_end)


def test_a_code_is_read_as_it_is_shown():
    for new_id in (numbered_ids()(), *(replace(make_reminder()).id for _ in range(3))):
        code = code_from(new_id)
        assert (len(code), set(code) - set(ALPHABET)) == (LENGTH, set())
        assert code_in(f"link {shown(code)}") == code


def test_link_gives_a_code_in_one_segment():
    found = changes("link")
    assert found.link_code == code_from(numbered_ids()())
    assert f"link {shown(found.link_code)}" in found.reply
    assert (segments(found.reply), found.response_segments, found.links_to) == (1, 1, None)


@pytest.mark.parametrize("reply", [value for name, value in vars(links).items() if name.isupper()])
def test_every_reply_is_one_segment(reply):
    assert segments(reply) == 1


def test_the_code_links_the_address_to_its_owner_and_erases_what_it_had():
    found = changes("link K7QM-P3XD", owner=OWNER, from_number=WHATSAPP, person=make_person(number=WHATSAPP))
    assert (found.links_to, found.person.forgotten_at, found.reply) == (OWNER, NOW, links.LINKED)


@pytest.mark.parametrize(
    ("values", "reply"),
    [
        ({"owner": None}, links.UNKNOWN_CODE),
        ({"owner": OWNER, "reminders": (make_reminder(),)}, links.HAS_REMINDERS),
        ({"owner": OWNER, "person": OWNER}, links.OWN_CODE),
        ({"owner": OWNER, "person": OWNER, "from_number": WHATSAPP}, links.ALREADY_LINKED),
    ],
)
def test_a_code_that_links_nothing(values, reply):
    found = changes("link K7QM-P3XD", **values)
    assert (found.reply, found.links_to, found.person.forgotten_at) == (reply, None, None)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        (WHATSAPP, f"WhatsApp {SENDER} now"),
        ("+13125550177", "+13125550177 now"),
        ("whatsapp:US.13491208655302741918", "Another chat now"),
    ],
)
def test_the_owner_is_told_who_shares_their_list(address, named):
    found = changes("link K7QM-P3XD", owner=OWNER, from_number=address, person=make_person(number=address))
    (notice,) = found.outbound
    assert (notice.person_id, notice.to_number, notice.reminder_id) == (OWNER.id, OWNER.number, None)
    assert notice.body.startswith(named)
    assert segments(notice.body) == 1


def test_the_owner_ends_it():
    found = changes("unlink", linked=(WHATSAPP,))
    assert (found.unlinks, found.reply) == (True, links.UNLINKED_OTHERS)


@pytest.mark.parametrize(("address", "unlinks"), [(WHATSAPP, True), (SENDER, False)])
def test_only_a_linked_address_is_unlinked(address, unlinks):
    found = changes("unlink", from_number=address)
    assert (found.unlinks, found.reply) == (unlinks, links.UNLINKED if unlinks else links.NOT_LINKED)


def test_a_linked_address_gets_no_code_of_its_own():
    found = changes("link", from_number=WHATSAPP)
    assert (found.link_code, found.reply) == (None, links.ALREADY_LINKED)


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("link", {"person": make_person(opted_out_at=NOW)}),
        ("link K7QM-P3XD", {"person": make_person(opted_out_at=NOW), "owner": OWNER}),
        ("link", {"person": make_person(memory=Memory(pending_since=NOW))}),  # the answer to "What about?"
        ("link", {"group": "abc"}),
        ("STOP", {"opt_out": OptOut.STOP}),
        ("list", {}),
        ("remind me to link the docs", {}),
    ],
)
def test_what_is_not_about_links_is_read_as_ever(body, values):
    assert changes(body, **values) is None


def test_without_a_budget_there_is_no_reply():
    policy = replace(POLICY, budgets=Budgets(per_person=0, in_all=0, per_token=0))
    assert changes("link", policy=policy).reply is None
