"""The documentation says what the program does: the state diagram, every setting, every route, every command."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.reminders import reminders
from bot.domain.message_state import TRANSITIONS
from bot.runtime.settings import all_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCS = "\n".join(path.read_text() for path in sorted((ROOT / "docs").glob("*.md")))


def arrows(page: Path) -> set[tuple[str, str]]:
    """The arrows between states in the page's state diagram."""
    _, _, drawing = page.read_text().partition("stateDiagram-v2")
    return set(re.findall(r"^    (\w+) --> (\w+)", drawing.partition("```")[0], re.MULTILINE))


def test_the_state_diagram_is_the_table():
    table = {(before.value, after.value) for before, follow in TRANSITIONS.items() for after in follow}
    assert arrows(ROOT / "docs" / "architecture.md") == table
    assert arrows(ROOT / "README.md") <= table, "the short drawing leaves arrows out, but has no others"


@pytest.mark.parametrize("setting", all_settings(), ids=lambda setting: setting.env)
def test_every_setting_is_documented(setting):
    assert f"`{setting.env}`" in README + DOCS


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
    assert f"`python -m bot reminders {command}" in DOCS


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [path for path in sorted((ROOT / "examples").iterdir()) if path.suffix != ".json"]
SETTING = re.compile(r"\b(?:BOT|TWILIO|TELNYX|SIMULATOR)_[A-Z_]*[A-Z]\b")


@pytest.mark.parametrize("page", [*PAGES, *EXAMPLES], ids=lambda page: page.name)
def test_every_setting_that_is_named_exists(page):
    assert set(SETTING.findall(page.read_text())) - {setting.env for setting in all_settings()} == set()


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    assert [page.name for page in PAGES[1:] if f"]({page.name})" not in index and page.name != "README.md"] == []


LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")


def anchors(page: Path) -> set[str]:
    """What a link may lead to within a page: its headings as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for target, anchor in LINK.findall(page.read_text()):
        file = page.parent / target if target else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), f"{target}#{anchor}"
