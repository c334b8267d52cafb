"""The documentation matches the program: the state diagram, every setting, route and command, and quoted texts."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.reminders import reminders
from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.message_transitions import TRANSITIONS
from bot.domain.model import OptOut
from bot.runtime.settings import all_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
TRANSCRIPTS = ROOT / "tests" / "transcripts"
DOCS = "\n".join(path.read_text() for path in sorted((ROOT / "docs").glob("*.md")))


def arrows(page: Path) -> set[tuple[str, str]]:
    """The transitions in the page's state diagram."""
    _, _, drawing = page.read_text().partition("stateDiagram-v2")
    return set(re.findall(r"^    (\w+) --> (\w+)", drawing.partition("```")[0], re.MULTILINE))


def test_the_state_diagram_is_the_table():
    table = {(before.value, after.value) for before, follow in TRANSITIONS.items() for after in follow}
    assert arrows(ROOT / "docs" / "architecture.md") == table
    assert arrows(ROOT / "README.md") <= table, "the short diagram may leave transitions out, but must not add any"


def documented_name(env: str) -> str:
    """The name that the documentation uses: a renamed setting is documented under its new name only."""
    return env.replace("_COMFORTABLE_SECONDS", "_SCHEDULE_AHEAD_SECONDS")


DOCUMENTED = {documented_name(setting.env) for setting in all_settings()}


@pytest.mark.parametrize("env", sorted(DOCUMENTED))
def test_every_setting_is_in_the_readme(env):
    assert f"`{env}`" in README


@pytest.mark.parametrize(
    "command", main.list_commands(main.make_context("bot", ["--config", "x"], resilient_parsing=True))
)
def test_every_command_is_documented(command):
    assert f"python -m bot {command}" in README + DOCS


ROUTE = re.compile(r'add_(get|post|delete)\("([^"]+)"')
ROUTES = sorted(
    (method.upper(), route)
    for page in (ROOT / "bot" / "web").glob("*.py")
    for method, route in ROUTE.findall(page.read_text())
)


@pytest.mark.parametrize(("method", "route"), [*ROUTES, ("GET", "/docs")], ids=str)
def test_every_route_is_documented(method, route):
    assert f"`{method} {route}`" in README + DOCS


@pytest.mark.parametrize("command", sorted(reminders.commands))
def test_every_command_about_reminders_is_documented(command):
    assert f"`.venv/bin/python -m bot reminders {command}" in DOCS


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [path for path in sorted((ROOT / "examples").iterdir()) if path.suffix != ".json"]
SETTING = re.compile(r"\b(?:BOT|TWILIO|TELNYX|SMSGATE|HTTPSMS|SIMULATOR)_[A-Z_]*[A-Z]\b")


@pytest.mark.parametrize("page", [*PAGES, *EXAMPLES], ids=lambda page: page.name)
def test_every_setting_that_is_named_exists(page):
    files = {setting.file_env for setting in all_settings() if setting.may_be_in_file}
    assert set(SETTING.findall(page.read_text())) - DOCUMENTED - files == set()


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    assert [page.name for page in PAGES[1:] if f"]({page.name})" not in index and page.name != "README.md"] == []


LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")


def anchors(page: Path) -> set[str]:
    """The anchors of a page: its headings as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for target, anchor in LINK.findall(page.read_text()):
        file = page.parent / target if target else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), f"{target}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_use_the_environment_that_make_run_creates(page):
    """The system's Python lacks the bot's packages; only inside the Docker image is plain ``python`` right."""
    plain = [line for line in page.read_text().splitlines() if re.search(r"(?<!bin/)python -m bot", line)]
    assert [line for line in plain if not re.search(r"exec (?:bot|reminder-bot) python|^  python -m bot", line)] == []


def test_the_samples_for_carriers_are_what_the_bot_says():
    """Carriers compare the registered samples with real traffic, and the transcripts are what the bot says."""
    page = (ROOT / "docs" / "registration.md").read_text()
    section = page.partition("## Sample messages")[2].partition("\n## ")[0]
    samples = re.findall(r"`([^`]+)`", " ".join(section.split()))
    assert len(samples) >= 5
    said = {line.removeprefix("< ") for file in TRANSCRIPTS.glob("*.txt") for line in file.read_text().splitlines()}
    assert [sample for sample in samples if sample not in said] == []


@pytest.mark.parametrize("word", ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"])
def test_every_opt_out_word_is_registered(word):
    page = (ROOT / "docs" / "registration.md").read_text()
    row = re.search(r"^\| opt-out keywords \| (.+) \|$", page, re.MULTILINE)
    assert row is not None
    assert word in row[1].split(", ")
    assert carrier_keyword(word) is OptOut.STOP, "the simulator acts on the same words"
