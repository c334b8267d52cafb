"""The house keeps its shape: which room may import which, where SDKs and drivers are, how large a module is."""

import ast
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"
MODULES = sorted(BOT.rglob("*.py"))

SHELL = {
    "model",
    "errors",
    "clock",
    "hasten",
    "metrics",
    "conversation",
    "lifecycle",
    "occurrences",
    "outcome",
    "consequences",
    "storage",
}

# room -> rooms it may import besides itself; None: anything
MAY_IMPORT: dict[str, set[str] | None] = {
    "__init__": set(),
    "errors": set(),
    "model": set(),
    "clock": set(),
    "hasten": {"model"},
    "metrics": {"__version__"},
    "logs": set(),
    "understanding": {"model"},
    "conversation": {"model", "understanding", "occurrences"},
    "lifecycle": {"model", "errors"},
    "occurrences": {"model", "lifecycle"},
    "outcome": {"model", "conversation", "lifecycle", "occurrences"},
    "lateness": {"model", "conversation", "lifecycle", "occurrences"},
    "consequences": {"model", "conversation", "lateness", "lifecycle", "occurrences", "outcome"},
    "settling": {"model", "conversation", "lifecycle", "consequences"},
    "storage": {"model", "errors"},
    "providers": {"model", "errors", "clock"},
    "limits": set(),
    "turns": set(),
    "admission": {"limits", "model", "conversation"},
    "inbox": {*SHELL, "settling", "admission", "turns", "understanding"},
    "messages": {"model", "errors", "conversation", "lifecycle", "understanding"},
    "outbox": {*SHELL, "messages"},
    "attendance": {*SHELL, "providers"},
    "lane": {"attendance", "clock", "limits", "model"},
    "courier": {*SHELL, "attendance", "lane", "providers"},
    "upkeep": {*SHELL, "zone_watch"},
    "zone_watch": {*SHELL, "zone_changes"},
    "zone_changes": {"model", "conversation", "occurrences", "outcome"},
    "backup_command": {"storage", "configuration", "errors"},
    "simulation": {"model", "providers"},
    "web": {
        "__version__",
        "model",
        "errors",
        "storage",
        "metrics",
        "inbox",
        "outbox",
        "messages",
        "courier",
        "clock",
        "limits",
        "simulation",
    },
    "settings": {"model", "conversation"},
    "configuration": {"settings", "model", "errors"},
    "chat": {"settings", "configuration", "errors", "app", "logs"},
    "parse_command": {"understanding"},
    "measured": {"clock", "errors", "metrics", "model", "providers"},
    "operator": None,
    "interface": None,
    "wiring": None,
    "app": None,
    "__main__": None,
}

# library -> the only rooms that may import it
WALLED = {
    "twilio": {"providers"},
    "telnyx": {"providers"},
    "nacl": {"providers"},
    "aiosqlite": {"storage", "providers"},
    "sqlite3": {"storage", "providers"},
    "dateparser": {"understanding"},
    "phonenumbers": {"conversation", "messages"},
}

PURE = (
    "model",
    "limits",
    "admission",
    "messages",
    "understanding",
    "conversation",
    "lifecycle",
    "occurrences",
    "outcome",
    "lateness",
    "consequences",
    "settling",
)
IMPURE_LIBRARIES = {"aiohttp", "asyncio", "aiosqlite", "sqlite3", "socket", "random", "time", "os", "subprocess"}

MOST_LINES = 400


def room(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The absolute names of the modules that ``path`` imports."""
    package = ["bot", *path.relative_to(BOT).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "bot" else {module}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_imports_point_one_way(path):
    allowed = MAY_IMPORT[room(path)]
    if allowed is None:
        return
    services = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
    assert services - allowed - {room(path)} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_libraries_stay_behind_their_walls(path):
    for name in imports(path):
        services = WALLED.get(name.partition(".")[0])
        assert services is None or room(path) in services, name


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in PURE], ids=lambda path: str(path.relative_to(BOT)))
def test_the_core_does_no_input_or_output(path):
    assert not {name.partition(".")[0] for name in imports(path)} & IMPURE_LIBRARIES


def test_modules_hold_one_thing():
    data = BOT / "understanding" / "languages"
    long = {
        str(path.relative_to(BOT)): count
        for path in MODULES
        if data not in path.parents and (count := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_room_is_on_the_map():
    page = (BOT.parent / "docs" / "architecture.md").read_text()
    services = {room(path) for path in MODULES} - {"__init__"}
    assert {one for one in services if f"`bot/{one}.py`" not in page and f"`bot/{one}/`" not in page} == set()
