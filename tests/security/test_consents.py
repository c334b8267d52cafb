"""Reminding somebody else as an abuse: nothing is sent without consent, and each attempt gets a clear answer."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.conversation.texts import others
from bot.domain.contacts import REQUESTS_BY_ONE, REQUESTS_TO_ONE
from bot.domain.model import ProviderName
from tests.builders import BOT_NUMBER, NOW, SENDER
from tests.fakes.conversation import Conversation, start_conversation

MOM = "+13125550199"
ASKERS = [f"+1312555013{digit}" for digit in range(10)]
DAY = timedelta(days=1)
BARELY = timedelta(seconds=1)


@pytest.fixture(params=[ProviderName.TWILIO, ProviderName.TELNYX])
async def conversation(request, tmp_path) -> AsyncIterator[Conversation]:
    path = tmp_path / "reminders.db"
    async with start_conversation(path, now=NOW, provider=request.param, reminds_others=True) as conversation:
        yield conversation


class Phones:
    """Several phones that text the bot; ``got`` are the texts that each has received in the end."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self.got: dict[str, list[str]] = {}

    async def text(self, number: str, body: str) -> list[str]:
        """What arrives at this phone now."""
        before = len(self.got.setdefault(number, []))
        self._keep(await self._conversation.text(body, number=number))
        return self.got[number][before:]

    async def wind(self, by: timedelta) -> None:
        self._keep(await self._conversation.wind(self._conversation.clock.now() + by))

    def _keep(self, own: list[str]) -> None:
        self.got.setdefault(SENDER, []).extend(own)
        for number, body in self._conversation.shown_elsewhere():
            self.got.setdefault(number, []).append(body)

    async def ask(self, asker: str, number: str, name: str = "mom", when: str = "tomorrow at 6pm") -> str:
        """Have ``asker`` ask for a reminder for ``number``; the last answer."""
        answers = await self.text(asker, f"remind {name} {when} to call")
        if "number?" in answers[-1]:
            answers = await self.text(asker, number)
        if "first name" in answers[-1]:
            answers = await self.text(asker, "Dana")
        return answers[-1]


@pytest.fixture
def phones(conversation) -> Phones:
    return Phones(conversation)


async def test_one_request_and_nothing_more_until_they_accept(phones):
    await phones.ask(SENDER, MOM)
    assert len(phones.got[MOM]) == 1
    assert f"Dana ({SENDER})" in phones.got[MOM][0]
    await phones.text(SENDER, "remind mom tomorrow at 7pm to rest")
    await phones.text(SENDER, "move 1 to tomorrow 8pm")
    await phones.wind(3 * DAY)
    assert len(phones.got[MOM]) == 1
    assert sum("hasn't said OK" in text for text in phones.got[SENDER]) == 2


async def test_one_asker_cannot_bomb_many(phones):
    for count in range(REQUESTS_BY_ONE):
        await phones.ask(SENDER, f"+1312555014{count}", f"friend{chr(97 + count)}")
    assert await phones.ask(SENDER, MOM, "mom") == others.TOO_MANY
    assert MOM not in phones.got
    await phones.wind(DAY + BARELY)
    assert "I asked" in (await phones.text(SENDER, MOM))[-1]


async def test_many_askers_cannot_bomb_one(phones):
    for asker in ASKERS[:REQUESTS_TO_ONE]:
        await phones.ask(asker, MOM)
    for asker in ASKERS[REQUESTS_TO_ONE:]:
        assert await phones.ask(asker, MOM) == others.ASKED_OFTEN
    assert len(phones.got[MOM]) == REQUESTS_TO_ONE
    await phones.wind(30 * DAY + BARELY)
    await phones.ask(ASKERS[9], MOM, "mother")
    assert len(phones.got[MOM]) == REQUESTS_TO_ONE + 1


async def test_nobody_is_asked_twice_by_the_same_asker_even_after_forget_me(phones):
    await phones.ask(SENDER, MOM)
    await phones.text(SENDER, "forget me")
    await phones.text(SENDER, "forget me")
    await phones.wind(40 * DAY)
    assert await phones.ask(SENDER, MOM) == others.ASKED_BEFORE
    assert len(phones.got[MOM]) == 1


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (SENDER, others.YOUR_OWN_NUMBER),
        (BOT_NUMBER, others.MY_OWN_NUMBER),
        ("+19005550199", others.NOT_A_PHONE),
        ("+447700900123", others.NOT_A_PHONE),
        ("+881612345678", others.NOT_A_PHONE),
    ],
)
async def test_numbers_that_are_not_asked(phones, number, answer):
    await phones.text(SENDER, "remind mom tomorrow at 6pm to call")
    assert await phones.text(SENDER, number) == [answer]
    await phones.wind(2 * DAY)
    assert set(phones.got) == {SENDER}


async def test_a_number_that_opted_out_is_not_asked(phones):
    await phones.text(MOM, "STOP")
    held = list(phones.got.get(MOM, []))
    assert await phones.ask(SENDER, MOM) == others.OPTED_OUT
    assert phones.got.get(MOM, []) == held


@pytest.mark.parametrize("name", ["www.evil.com", "Your Bank", "PayPal", "Dana 5550100", "D\u0430na"])
async def test_a_name_cannot_carry_a_message(phones, name):
    await phones.text(SENDER, "remind mom tomorrow at 6pm to call")
    await phones.text(SENDER, MOM)
    assert await phones.text(SENDER, name) == [others.BAD_NAME]
    assert MOM not in phones.got


@pytest.mark.parametrize("message", ["open evil.com", "pay at https://a.b", "call 1 800 555 0100", "mail a@b.com"])
async def test_the_request_carries_no_link_and_no_number(phones, message):
    assert await phones.text(SENDER, f"remind mom tomorrow at 6pm to {message}") == [others.NO_LINKS]
    await phones.ask(SENDER, MOM)
    assert await phones.text(SENDER, f"remind mom tomorrow at 6pm to {message}") == [others.NO_LINKS]
    assert len(phones.got[MOM]) == 1


async def test_the_recipient_sees_what_others_have_set(phones):
    await phones.ask(SENDER, MOM, when="every day at 9am")
    await phones.text(MOM, "ok")
    assert await phones.text(MOM, "list") == ["from Dana, every day 9:00 AM: call"]
    await phones.text(MOM, "remind me tomorrow at 5pm to eat")
    assert await phones.text(MOM, "list") == ["1. tomorrow 5:00 PM eat\nfrom Dana, every day 9:00 AM: call"]
    await phones.text(MOM, "block dana")
    assert await phones.text(MOM, "list") == ["1. tomorrow 5:00 PM eat"]


@pytest.mark.parametrize(
    ("night", "morning"), [(timedelta(hours=13), timedelta(hours=23)), (timedelta(hours=17), timedelta(hours=23))]
)
async def test_nobody_is_asked_at_night(phones, night, morning):
    await phones.text(MOM, "remind me in 2 hours to eat")
    await phones.wind(night)
    held = len(phones.got[MOM])
    answer = await phones.ask(SENDER, MOM, when="in 2 days at 6pm")
    assert "It's night there. I'll ask mom" in answer
    assert "8:00 AM" in answer
    await phones.text(MOM, "ok")  # to something else
    assert not any("Dana" in text for text in phones.got[MOM][held:])
    await phones.wind(morning - night)
    assert "Dana (" in phones.got[MOM][-1]
    assert "OK, you'll get" in (await phones.text(MOM, "ok"))[-1]


async def test_what_the_asker_writes_stands_in_quotation_marks(phones):
    await phones.text(SENDER, 'remind mom tomorrow at 6pm to eat" and\nrest')
    await phones.text(SENDER, MOM)
    await phones.text(SENDER, "Dana")
    assert 'to remind you: "eat\' and rest". Reply OK' in phones.got[MOM][0]


async def test_a_link_is_not_smuggled_in_by_a_change(phones):
    await phones.text(SENDER, "remind mom tomorrow at 6pm to call")
    await phones.text(SENDER, MOM)
    await phones.text(SENDER, "change 1 to open evil.com")
    await phones.text(SENDER, MOM)
    await phones.text(SENDER, "Dana")
    assert not any("evil" in text for text in phones.got.get(MOM, []))


@pytest.mark.parametrize(
    "body", ["Liked \u201cDana wants me, a reminder bot\u201d", "I'm driving right now.", "who?", "hello"]
)
async def test_what_is_no_consent(phones, body):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, body)
    await phones.wind(2 * DAY)
    assert not any("from Dana" in text for text in phones.got[MOM])


async def test_the_asker_cannot_accept_in_their_place(phones):
    await phones.ask(SENDER, MOM)
    for body in ("ok", "ok dana", "allow dana", "accept", "yes"):
        await phones.text(SENDER, body)
        await phones.text(ASKERS[0], body)
    await phones.wind(2 * DAY)
    assert len(phones.got[MOM]) == 1


async def test_an_ok_to_something_else_is_no_consent(phones):
    await phones.text(MOM, "remind me in 2 hours to eat")
    await phones.ask(SENDER, MOM)
    await phones.wind(timedelta(hours=3))
    await phones.text(MOM, "ok")  # to the reminder that has come since
    await phones.wind(2 * DAY)
    assert not any("from Dana" in text for text in phones.got[MOM])


async def test_consent_goes_to_one_asker_only(phones):
    await phones.ask(SENDER, MOM)
    await phones.text(ASKERS[0], "remind mum tomorrow at 7pm to rest")
    await phones.text(ASKERS[0], MOM)
    await phones.text(ASKERS[0], "Sam")
    (question,) = await phones.text(MOM, "ok")
    assert ("Dana or Sam" in question) or ("Sam or Dana" in question)
    await phones.text(MOM, "ok sam")
    await phones.wind(2 * DAY)
    assert [text for text in phones.got[MOM] if text.startswith("Reminder")] == ["Reminder from Sam: rest"]


NAMESAKES = ("+13125550105", "+13125550106")


@pytest.fixture
async def two_danas(phones: Phones) -> Phones:
    for number in NAMESAKES:
        await phones.ask(number, MOM)
    return phones


@pytest.mark.parametrize("word", ["ok", "no", "block"])
async def test_askers_of_the_same_name_are_told_apart_by_number(two_danas, word):
    question = f'Dana 5550105 or Dana 5550106? Text e.g. "{word} 5550105".'
    assert (await two_danas.text(MOM, word))[-1].startswith(question)
    assert question != (await two_danas.text(MOM, f"{word} 5550105"))[-1]
    assert any(text.startswith("Mom ") for text in two_danas.got[NAMESAKES[0]])
    assert not any(text.startswith("Mom ") for text in two_danas.got[NAMESAKES[1]])


@pytest.mark.parametrize(
    "number", ["+1 312 555 0106", "13125550106", "(312) 555-0106", "555-0106", "011 1 312 555 0106"]
)
async def test_an_asker_is_blocked_by_number(two_danas, number):
    assert "Blocked" in (await two_danas.text(MOM, f"block {number}"))[-1]
    assert any(text.startswith("Mom ") for text in two_danas.got[NAMESAKES[1]])
    assert not any(text.startswith("Mom ") for text in two_danas.got[NAMESAKES[0]])


async def test_a_name_blocks_all_who_have_it(two_danas):
    assert "Blocked" in (await two_danas.text(MOM, "block Dana"))[-1]
    for number in NAMESAKES:
        assert any(text.startswith("Mom ") for text in two_danas.got[number])


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        *((body, "OK, no reminders") for body in ("no thanks", "no gracias", "nah im good", "not interested")),
        *((body, "OK, you'll get") for body in ("okay thanks", "s\u00ed", "si", "vale", "claro", "sounds good")),
        *((body, f"I'm a reminder bot. Dana ({SENDER}) wants") for body in (
            "no thanks, who are you", "ok but who is this", "I don't know you", "who is Dana?", "quien es",
        )),
    ],
)  # fmt: skip
async def test_every_answer_to_a_request_is_answered(phones, body, answer):
    await phones.ask(SENDER, MOM)
    (told,) = await phones.text(MOM, body)
    assert told.startswith(answer)


@pytest.mark.parametrize("body", ["I don't know you", "who is Dana?", "who is this", "who are you"])
async def test_who_sends_reminders_is_told_with_how_to_end_them(phones, body):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, "ok")
    for _ in range(2):
        (told,) = await phones.text(MOM, body)
        assert f"Dana ({SENDER})" in told
        assert "Text block Dana" in told


@pytest.mark.parametrize(
    "body",
    [
        "stop Dana",
        "no more from Dana",
        "stop reminders from Dana",
        "block dana please",
        "block her",
        "stop the texts from her",
    ],
)
async def test_the_words_that_block(phones, body):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, "ok")
    assert await phones.text(MOM, body) == [others.blocked("Dana")]
    assert "doesn't want reminders" in phones.got[SENDER][-1]


@pytest.mark.parametrize("body", ["block dana", "STOP", "please stop texting me", "forget me"])
async def test_the_recipient_ends_it(phones, conversation, body):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, "ok")
    await phones.text(MOM, body)
    if body == "forget me":
        await phones.text(MOM, body)
    held = len(phones.got[MOM])
    assert conversation.scheduled() == []
    assert "doesn't want reminders" in phones.got[SENDER][-1]
    assert await phones.text(SENDER, "list") == ['You have no reminders. Try "remind me in 2 hours to call mom".']
    assert "doesn't want reminders" in (await phones.text(SENDER, "remind mom at 9pm to rest"))[-1]
    await phones.wind(2 * DAY)
    assert len(phones.got[MOM]) == held


@pytest.mark.parametrize("body", ["delete 1", "stop reminding mom", "STOP"])
async def test_the_asker_ends_it(phones, conversation, body):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, "ok")
    held = len(phones.got[MOM])
    await phones.text(SENDER, body)
    await phones.wind(2 * DAY)
    assert len(phones.got[MOM]) == held
    assert conversation.scheduled() == []


async def test_whoever_was_asked_asks_nobody_else_that_day(phones):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, "ok")
    assert await phones.ask(MOM, ASKERS[0], "dad") == others.CHAIN
    assert ASKERS[0] not in phones.got
    assert "I asked" in await phones.ask(MOM, SENDER, "my daughter")


async def test_two_bots_do_not_talk_for_long(phones):
    """The recipient is a bot that answers everything, with another text each time."""
    await phones.ask(SENDER, MOM)
    for _ in range(40):
        await phones.text(MOM, "Sorry, I did not understand that. Please choose an option.")
    assert len(phones.got[MOM]) < 8


async def test_others_are_reminded_at_the_expense_of_the_asker(phones, conversation):
    await phones.ask(SENDER, MOM)
    await phones.text(MOM, "ok")
    await phones.wind(2 * DAY)
    stats = await conversation.store.database_stats(NOW + DAY)  # the day of the reminder
    assert stats.segments == {"bot": 1, "person": 1}
    await conversation.text("hello")
    person = await conversation.person()
    data = await conversation.store.people.personal_data(person.id)
    assert data is not None
    assert [message.to_number for message in data.outbound if message.reminder_id is not None] == [MOM]


async def test_a_recipient_reaches_nothing_of_the_asker(phones):
    await phones.ask(SENDER, MOM, when="every day at 6pm")
    await phones.text(MOM, "ok")
    await phones.wind(DAY)
    for body in ("delete 1", "delete all", "move 1 to 9pm", "pause 1", "undo", "skip 1", "delete it", "make it weekly"):
        await phones.text(MOM, body)
    assert await phones.text(SENDER, "list") == ["1. 6:00 PM (every day) for mom: call"]


async def test_a_number_that_was_said_is_not_asked_for_again(phones):
    await phones.text(SENDER, "remind mom tomorrow at 6pm to call")
    await phones.text(SENDER, MOM)
    await phones.text(SENDER, "list")  # instead of a name
    assert "first name" in (await phones.text(SENDER, "remind mom tomorrow at 7pm to rest"))[-1]
    await phones.text(SENDER, "list")
    await phones.text(SENDER, "remind mom to eat")
    assert "first name" in (await phones.text(SENDER, "tomorrow at 8pm"))[-1]
    await phones.text(SENDER, "Dana")
    assert len(phones.got[MOM]) == 1


@pytest.mark.parametrize("provider", [ProviderName.SMSGATE, ProviderName.SIMULATOR])
async def test_consent_on_other_providers(tmp_path, provider):
    async with start_conversation(
        tmp_path / "reminders.db", now=NOW, provider=provider, reminds_others=True
    ) as conversation:
        phones = Phones(conversation)
        await phones.ask(SENDER, MOM)
        await phones.text(MOM, "ok")
        await phones.wind(2 * DAY)
        assert phones.got[MOM][-1] == "Reminder from Dana: call"


async def test_a_newcomer_is_told_how_to_opt_out(tmp_path):
    async with start_conversation(
        tmp_path / "reminders.db", now=NOW, reminds_others=True, is_newcomer=True
    ) as conversation:
        (answer,) = await Phones(conversation).text(SENDER, "remind mom tomorrow at 6pm to call")
        assert "STOP to opt out" in answer


async def test_nothing_of_it_works_unless_the_operator_wants_it(tmp_path):
    async with start_conversation(tmp_path / "reminders.db", now=NOW) as conversation:
        phones = Phones(conversation)
        (answer,) = await phones.text(SENDER, "remind mom to call tomorrow at 6pm")
        assert "I can only text you, so you'll get it." in answer
        await phones.text(SENDER, MOM)
        await phones.wind(2 * DAY)
        assert set(phones.got) == {SENDER}
