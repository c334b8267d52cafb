"""The command line's root: its help, and how errors end a command."""

import pytest
from click.testing import CliRunner

from bot.__main__ import main

NAMES = main.list_commands(main.make_context("bot", ["--config", "x"], resilient_parsing=True))


@pytest.mark.parametrize("args", [[], ["reminders"]], ids=str)
def test_every_command_has_a_whole_line_in_the_help(args):
    help_text = CliRunner().invoke(main, [*args, "--help"], terminal_width=80).stdout
    rows = help_text.partition("Commands:\n")[2].splitlines()
    assert len(rows) == (5 if args else len(NAMES))
    assert [row for row in rows if not row.endswith(".") or row.endswith("...")] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_a_help_page(name):
    ran = CliRunner().invoke(main, [name, "--help"])
    assert ran.exit_code == 0
    assert ran.stdout.startswith(f"Usage: main {name}")


@pytest.mark.parametrize(
    "args", [[], ["serve"], ["chat"], ["connect"], ["reminders", "list"], ["backup", "x.db"]], ids=str
)
def test_a_wrong_setting_ends_every_command_with_its_line(args):
    ran = CliRunner().invoke(main, args, env={"BOT_PORT": "http"})
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == "BOT_PORT (config.toml: [server] port): must be an integer\n"


def test_a_former_name_is_warned_of(tmp_path):
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "TWILIO_COMFORTABLE_SECONDS": "1000"}
    ran = CliRunner().invoke(main, ["reminders", "list"], env=env)
    assert ran.stderr.startswith("Warning: TWILIO_COMFORTABLE_SECONDS is now TWILIO_SCHEDULE_AHEAD_SECONDS;")


def test_an_unknown_command_is_a_usage_error():
    assert CliRunner().invoke(main, ["dance"]).exit_code == 2
