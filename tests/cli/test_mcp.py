"""An assistant uses a running bot through ``python -m bot mcp``, over stdio as it is started in earnest."""

import json
import sys

import aiohttp
import pytest
from click.testing import CliRunner
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from bot.app.server import running
from bot.cli.main import main
from tests.fakes.bot_process import environment
from tests.fakes.phones import SENDER
from tests.fakes.program import TOKEN, Program, settings_for_programs

pytestmark = [pytest.mark.process, pytest.mark.timeout(120)]


def server(folder, url):
    return StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "mcp", "--url", url],
        env=environment(folder, BOT_API_TOKEN=TOKEN),
        cwd=folder,
    )


@pytest.fixture
async def program(tmp_path):
    async with running(settings_for_programs(tmp_path)) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


async def call(assistant, tool, **arguments):
    """What the tool returns, or the sentence that says what is wrong."""
    result = await assistant.call_tool(tool, arguments)
    text = result.content[0].text
    return text if result.is_error else json.loads(text)


async def test_an_assistant_sets_lists_changes_and_cancels_reminders(program, tmp_path):
    async with Client(server(tmp_path, program.base_url)) as assistant:
        tools = {tool.name: tool.input_schema["required"] for tool in (await assistant.list_tools()).tools}
        assert tools == {
            "set_reminder": ["to", "message", "when"],
            "list_reminders": ["to"],
            "change_reminder": ["id"],
            "cancel_reminder": ["id"],
        }
        assert await call(assistant, "list_reminders", to=SENDER) == {"reminders": []}
        far = await call(assistant, "set_reminder", to=SENDER, message="feed the cat", when="in 3 hours")
        near = await call(
            assistant, "set_reminder", to=SENDER, message="call mom", when="in 2 hours", timezone="America/Denver"
        )
        listed = (await call(assistant, "list_reminders", to=SENDER))["reminders"]
        assert [reminder["message"] for reminder in listed] == ["call mom", "feed the cat"]

        later = await call(assistant, "change_reminder", id=near["id"], when="2 hours and 30 minutes from now")
        assert (later["message"], later["send_at"] > near["send_at"]) == ("call mom", True)
        other = await call(assistant, "change_reminder", id=far["id"], message="feed the dog")
        assert (other["message"], other["send_at"]) == ("feed the dog", far["send_at"])
        await call(assistant, "cancel_reminder", id=later["id"])
        listed = (await call(assistant, "list_reminders", to=SENDER))["reminders"]
        assert [(reminder["id"], reminder["message"]) for reminder in listed] == [(other["id"], "feed the dog")]


async def test_what_the_bot_refuses_is_told_to_the_assistant(program, tmp_path):
    async with Client(server(tmp_path, program.base_url)) as assistant:
        said = await call(assistant, "set_reminder", to=SENDER, message="call mom", when="purple")
        assert said.endswith('when: "purple" is not a time that can be read; write it like "tomorrow at 9am"')
        assert "to: " in await call(assistant, "set_reminder", to="mom", message="call", when="in 2 hours")
        for id_ in ("0b5f7f3e-3f0e-4f5e-9a0a-5d9f1f0c7a11", "../../healthz", ""):
            assert "id" in await call(assistant, "cancel_reminder", id=id_)
        assert "time" in await call(assistant, "change_reminder", id="0b5f7f3e-3f0e-4f5e-9a0a-5d9f1f0c7a11")
        assert (await program.get("/v1/messages")).body["messages"] == []


async def test_a_bot_that_does_not_run_is_said_so(tmp_path):
    async with Client(server(tmp_path, "http://127.0.0.1:9")) as assistant:
        assert "Is it running?" in await call(assistant, "list_reminders", to=SENDER)


@pytest.mark.parametrize(
    ("environ", "missing", "line"),
    [({}, None, "BOT_API_TOKEN is not set"), ({"BOT_API_TOKEN": TOKEN}, "mcp", "requirements-mcp.lock")],
)
def test_what_is_missing_is_named_in_one_line(monkeypatch, environ, missing, line):
    monkeypatch.delitem(sys.modules, "bot.cli.assistant_tools", raising=False)
    if missing is not None:
        monkeypatch.setitem(sys.modules, "mcp.server", None)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, ["mcp"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert line in result.stderr
    assert result.stderr.count("\n") == 1
