"""Dates at both ends of the calendar, in texts and in every parameter of ``/v1``: refused in words, never an error."""

import base64
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import aiohttp
import pytest
import pytest_asyncio
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.__main__ import main
from bot.app.server import running
from bot.conversation.texts import refusals
from bot.domain.changes import PersonContext
from bot.domain.errors import RequestRefusedError
from bot.domain.model import OutboundMessage, Person, ProviderName, Reminder
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.messages.cursor import read_cursor
from bot.messages.requests import MessageRequest
from bot.messages.send_times import sending_time
from bot.storage.sqlite.codec import CODEC
from tests.builders import NOW, SENDER, WINDOW, make_inbound, make_person, make_reminder, numbered_ids
from tests.fakes.changes import changes_for
from tests.fakes.program import Program, settings_for_programs

POLICY = BotPolicy(
    providers={ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True)}, default_timezone="UTC"
)
# The farthest from UTC on both sides, and some that are not whole hours.
ZONES = ["Pacific/Kiritimati", "Etc/GMT+12", "UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
LAST_DAYS = [
    "12/31/9999", "1/1/0001", "31.12.9999", "9999-12-31", "9999-12-31T23:59:59Z", "9999-12-31T23:59-12:00",
    "0001-01-01T00:00+14:00", "dec 31 9999", "december 31st, 9999 at 11:59pm", "jan 1 9999", "q4 9999", "end of 9999",
    "last friday of december 9999", "easter 9999", "diwali 9999", "week 53 of 9999", "day 366 of 9999",
    "the day after 12/31/9999", "a year after 12/31/9999", "2 days before 1/1/0001", "30 minutes before 12/31/9999",
    "12/31/9999 23:59 UTC-12", "12/31/9999 in Tokyo", "monday 12/31/9999", "between 1/1/9999 and 12/31/9999",
]  # fmt: skip
LONG_SPANS = [
    f"{count} {unit}"
    for count, unit in [
        (7973, "years"), (9999, "years"), (95_000, "months"), (415_000, "weeks"), (2_900_000, "days"),
        (69_000_000, "hours"), (4_190_000_000, "minutes"), (251_000_000_000, "seconds"), (10**30, "days"),
    ]
]  # fmt: skip
TIMES = [
    *LAST_DAYS, *(f"in {span}" for span in LONG_SPANS), *(f"every {span}" for span in LONG_SPANS),
    *(f"for {span}" for span in LONG_SPANS), "tomorrow", "every year until 12/31/9999", "every day for 8000 years",
    "every feb 29 9999", "starting 12/31/9999", "from 12/31/9999 to 1/1/9999", "every 5 minutes", "friday", "at 9",
]  # fmt: skip
REQUESTS = [
    "call mom", "remind me to call mom", "remind me", "remind me about rent", "move 1 to", "snooze 1", "snooze until",
    "snooze for", "pause 1 until", "pause everything until", "skip 1 until", "what's on", "what do I have", "push 1 by",
    "cancel everything on", "i'm in tokyo until", "move everything to", "make it", "no,", "extend 1 until", "until",
    "delete everything after", "make 1 repeat", "resume 1 on", "when is", "list between", "undo", "1", "yes", "why",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*REQUESTS, *TIMES]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=5), st.sampled_from(ZONES), st.booleans())
@settings(max_examples=400)
def test_no_text_about_a_far_date_fails(texts, zone_name, has_reminder):
    person = make_person(timezone=zone_name)
    reminders = [
        make_reminder(rrule="FREQ=DAILY", wall_start=datetime.fromisoformat("2026-03-11T09:00"), timezone=zone_name)
    ]
    context = PersonContext(person=person, reminders=tuple(reminders if has_reminder else ()))
    now, new_id = NOW, numbered_ids()
    for text in texts:
        changes = changes_for(make_inbound(text), context, POLICY, now, new_id)
        rows: list[Person | Reminder | OutboundMessage] = [changes.person, *changes.reminders, *changes.outbound]
        for value in rows:
            CODEC.columns(value)  # every moment can be stored
        assert [reminder.due_at for reminder in changes.reminders if reminder.due_at.year > 2100] == []
        kept = {reminder.id: reminder for reminder in (*context.reminders, *changes.reminders)}
        context = replace(context, person=changes.person, reminders=tuple(kept.values()))
        now += timedelta(seconds=20)


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize("text", ["call mom tomorrow 12/31/9999", "what do I have tonight 12/31/9999"])
def test_a_text_from_the_review_is_answered(text, zone_name):
    context = PersonContext(person=make_person(timezone=zone_name))
    assert changes_for(make_inbound(text), context, POLICY, NOW, numbered_ids()).reply


@pytest.mark.parametrize("text", ["push 1 by 8000 years", "push 1 by 100 years", "move 1 200 years later"])
def test_a_delay_that_adds_up_to_a_far_date_is_refused(text):
    context = PersonContext(person=make_person(), reminders=(make_reminder(),))
    changes = changes_for(make_inbound(text), context, POLICY, NOW, numbered_ids())
    assert changes.reply is not None
    assert "too far ahead" in changes.reply
    assert (changes.reminders, changes.outbound) == ((), ())
    assert refusals.TOO_FAR.isascii()


def cursor(moment, id_="00000000-0000-0000-0000-000000000001"):
    return base64.urlsafe_b64encode(f"{moment} {id_}".encode()).decode().rstrip("=")


ENDS = [
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59.999999-14:00",
    "9999-12-31T23:59:59.999999+00:00",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59:59.999999",
]
FIRST_AND_LAST = [datetime.fromisoformat(day) for day in ("0001-01-01", "9999-12-31T23:59:59")]
OFFSETS = st.timedeltas(timedelta(hours=-23, minutes=-59), timedelta(hours=23, minutes=59))
MOMENTS = st.one_of(
    st.sampled_from(ENDS),
    st.datetimes().map(str),
    st.tuples(st.sampled_from(FIRST_AND_LAST), OFFSETS).map(lambda pair: f"{pair[0].isoformat()}+{pair[1]}"),
    st.text(max_size=40),
)


@given(
    st.one_of(MOMENTS.map(cursor), st.text(max_size=80), st.binary(max_size=80).map(base64.b64encode).map(bytes.decode))
)
def test_a_cursor_is_read_or_refused(written):
    try:
        moment, id_ = read_cursor(written)
    except RequestRefusedError:
        return
    assert moment.utcoffset() == timedelta()
    assert isinstance(id_, UUID)
    CODEC.encode({"moment": moment})


@given(
    st.one_of(st.datetimes(), st.sampled_from(FIRST_AND_LAST)),
    st.one_of(st.none(), st.timezones(), OFFSETS.map(timezone)),
    st.sampled_from([None, *ZONES]),
)
def test_a_moment_is_accepted_or_refused(moment, zone, zone_name):
    request = MessageRequest(
        to=SENDER, body="x", token_name="shop", send_at=moment.replace(tzinfo=zone), timezone=zone_name
    )
    try:
        at = sending_time(request, timezone="UTC", country="US", farthest=timedelta(days=400), now=NOW)
    except RequestRefusedError:
        return
    assert NOW - timedelta(minutes=1) <= at <= NOW + timedelta(days=401)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def program(tmp_path_factory):
    settings_ = settings_for_programs(tmp_path_factory.mktemp("bot"), BOT_SEGMENTS_PER_PERSON_DAY="100000")
    async with running(settings_) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


EXTREME_FIELDS = [
    *({"send_at": moment} for moment in ENDS),
    *({"send_at": moment[:19], "timezone": zone} for moment in ENDS for zone in ZONES[:2]),
    *({"when": time} for time in TIMES if time not in ("tomorrow", "friday", "at 9")),
    *({"when": LAST_DAYS[0], "timezone": zone} for zone in ZONES),
    *({"minutes": minutes} for minutes in (1e308, 10**400, "999999999999", -1e308)),
]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("fields", EXTREME_FIELDS, ids=str)
async def test_an_extreme_time_of_a_message_is_refused(program, fields):
    refused = await program.create(**fields)
    assert (refused.status, len(refused.invalid_fields)) == (422, 1), refused.body


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("moment", ENDS)
async def test_a_crafted_cursor_is_no_error_of_the_bot(program, moment):
    assert (await program.get("/v1/messages", cursor=cursor(moment))).status in (200, 422)
    assert (await program.get("/v1/messages", cursor=cursor(moment), status="failed", to=SENDER)).status in (200, 422)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("request_", ["call mom tomorrow", "what do I have tonight"])
async def test_an_extreme_text_gets_a_reply(program, time, request_):
    text = {"from": SENDER, "to": "+13125550100", "body": f"{request_} {time}"}
    answer = await program.post("/v1/studio/message", text)
    assert (answer.status, bool(answer.body["reply"])) == (200, True)


@pytest.mark.parametrize("moment", ENDS)
def test_the_command_line_refuses_an_impossible_now(moment):
    ran = CliRunner().invoke(main, ["parse", "--now", moment, "call mom tomorrow"])
    assert (ran.exit_code, "not a" in ran.output, ran.output.count("\n")) == (2, True, 1)
    line = json.dumps({"text": "call mom tomorrow", "now": moment, "timezone": "Asia/Tokyo"})
    ran = CliRunner().invoke(main, ["parse", "--batch"], input=line)
    assert json.loads(ran.output.splitlines()[0])["intent"] == "unknown"
