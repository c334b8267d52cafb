"""Phone numbers stay out of the log, whatever field they are put into."""

import json
import logging

import aiohttp
import pytest
import structlog

from bot.runtime import logging as logs
from bot.runtime.logging import mask_numbers
from tests.fakes.bot_process import bot_process
from tests.fakes.program import TOKEN, Program

NUMBERS = [
    "+13125550123", "13125550123", "3125550123", "5550123", "+1 312 555 0123", "+1 (312) 555-0123", "1-312-555-0123",
    "312.555.0123", "312/555/0123", "1_312_555_0123", "+441632960961", "+1\u00a0312\u00a0555\u00a00123",
    "+1\u2011312\u2011555\u20110123", "\uff0b\uff11\uff13\uff11\uff12\uff15\uff15\uff15\uff10\uff11\uff12\uff13",
    "\u0661\u0663\u0661\u0662\u0665\u0665\u0665\u0660\u0661\u0662\u0663", "whatsapp:+13125550123", "tel:+13125550123",
    "%2B13125550123",
]  # fmt: skip
AROUND = ["{}", "call-{}", "SM{}x", "to={}&", "the 'To' number {} is not valid", '{{"to": "{}"}}', "{},{}", "\n{}\n"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_masked_in_any_field(number, around):
    masked = mask_numbers(around.format(number, number))
    assert "[number]" in masked
    assert sum(character.isdigit() for character in masked) <= 2  # of "%2B"
    assert mask_numbers({"a": [masked, (number,)]}) == {"a": [masked, [mask_numbers(number)]]}


KEPT = [
    "0b9e7f3e-3f0e-4f5e-9a0a-123456789012",
    "12345678-1234-1234-1234-123456789012",
    "SM12345678901234567890123456789012",
    "MG0123456789abcdef0123456789abcdef",
    "2026-03-01T09:00:00.000000Z",
    "2026-03-01",
    "http://127.0.0.1:8080",
    "192.168.100.200",
    "21610",
    "http 503",
    "simulator, twilio",
    "",
]


@pytest.mark.parametrize("value", [*KEPT, 13125550123, 1.5, None, True])
def test_what_is_no_number_stays(value):
    assert mask_numbers(value) == value


@pytest.mark.parametrize("style", ["json", "console"])
def test_every_way_to_log_is_masked(style, capsys):
    logs.configure(style, "debug")
    log = structlog.get_logger()
    log.info("message for +13125550123", inbound="call-13125550123", outbound=["13125550123"], error=ValueError(1))
    logging.getLogger("library").warning("POST failed for %s", "+13125550123")
    for write in (log.exception, logging.getLogger("library").exception):
        try:
            int("no such number: +13125550123")
        except ValueError:
            write("it failed")
    said = capsys.readouterr().err
    assert "5550123" not in said
    assert said.count("[number]") >= 6
    assert said.count("Traceback") == 2


SIDS = [
    "+13125550123",
    "call-13125550123",
    "SM13125550123",
    "1 (312) 555-0123",
    "\uff11\uff13\uff11\uff12\uff15\uff15\uff15\uff10\uff11\uff12\uff13",
]


@pytest.mark.process
async def test_a_number_inside_a_message_sid_is_not_logged(tmp_path):
    environ = {"BOT_API_TOKEN": TOKEN, "BOT_LOG_LEVEL": "debug"}
    async with bot_process(tmp_path, environ) as bot, aiohttp.ClientSession() as session:
        program = Program(session, bot.base_url)
        for sid in SIDS:
            text = {"from": "+13125550123", "to": "+13125550100", "body": "call mom at 5", "message_sid": sid}
            assert (await program.post("/v1/studio/message", text)).status == 200
    lines = [json.loads(line) for line in bot.log if line.startswith("{")]
    assert len([line for line in lines if line["event"] == "text answered"]) == len(SIDS)
    assert "5550123" not in bot.text
    assert SIDS[-1] not in bot.text
