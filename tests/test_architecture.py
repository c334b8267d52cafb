"""Which package may import which, where SDKs and drivers live, and how large a module may grow."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

BOT = Path(__file__).parent.parent / "bot"
MODULES = sorted(BOT.rglob("*.py"))

# package: the packages it may import besides itself. Read from the top: arrows only point up this table.
MAY_IMPORT = {
    "domain": "",
    "runtime": "domain",
    "understanding": "domain",
    "conversation": "domain understanding",
    "storage": "domain runtime",
    "providers": "domain runtime",
    "delivery": "domain runtime storage providers",
    "messages": "domain runtime storage understanding delivery",
    "inbound": "domain runtime storage understanding conversation delivery",
    "web": "domain runtime storage providers delivery messages inbound",
    "app": "domain runtime storage providers understanding conversation delivery messages inbound web",
    "cli": "domain runtime storage providers understanding conversation delivery messages inbound web app",
}
MOST_PACKAGES = 12
MOST_LEVELS = 9  # __main__ included

# Packages that decide: they do no I/O and are given the time.
PURE = ("domain", "understanding", "conversation")
IMPURE_LIBRARIES = {
    "aiohttp",
    "asyncio",
    "asyncpg",
    "aiosqlite",
    "sqlite3",
    "socket",
    "random",
    "time",
    "os",
    "subprocess",
}

# library: the only packages that may import it
WALLED = {
    "twilio": ("providers",),
    "telnyx": ("providers",),
    "nacl": ("providers",),
    "aiosqlite": ("storage", "providers"),
    "asyncpg": ("storage",),
    "sqlite3": ("storage", "providers"),
    "dateparser": ("understanding",),
    "phonenumbers": ("domain",),
    "prometheus_client": ("runtime",),
}

# What another package may use of understanding; the rest is private to it.
PUBLIC_UNDERSTANDING = {
    "agreement",
    "anchors",
    "answers",
    "automatic",
    "command",
    "context",
    "detecting",
    "explain",
    "gist",
    "hints",
    "opt_out",
    "reading",
    "recipients",
    "replies",
    "said_again",
}

MOST_LINES = 330


def package_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return ".".join(("bot", *path.relative_to(BOT).with_suffix("").parts)).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


def imports(path: Path) -> set[str]:
    """The absolute names of the modules that ``path`` imports, wherever in the file."""
    package = ["bot", *path.relative_to(BOT).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            members = {f"{module}.{alias.name}" for alias in node.names}
            found |= (members & NAMES) | ({module} if members - NAMES else set())
    return found


IMPORTS = {path: imports(path) for path in MODULES}


def ids(path: Path) -> str:
    return str(path.relative_to(BOT))


def test_the_top_holds_packages_alone():
    entries = {path.name for path in BOT.iterdir() if path.name != "__pycache__"}
    assert entries == {"__init__.py", "__main__.py", *MAY_IMPORT}
    assert len(MAY_IMPORT) <= MOST_PACKAGES


@pytest.mark.parametrize("path", [path for path in MODULES if package_of(path) in MAY_IMPORT], ids=ids)
def test_imports_point_one_way(path):
    package = package_of(path)
    imported = {name.split(".")[1] for name in IMPORTS[path] if name.startswith("bot.")}
    assert imported - {package} - set(MAY_IMPORT[package].split()) == set()


def test_the_table_has_few_levels():
    levels: dict[str, int] = {}
    for package, allowed in MAY_IMPORT.items():
        levels[package] = 1 + max((levels[name] for name in allowed.split()), default=0)
    assert max(levels.values()) + 1 <= MOST_LEVELS


def test_no_import_cycle():
    graph = {name_of(path): {name for name in IMPORTS[path] if name in NAMES} for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_libraries_stay_behind_their_walls(path):
    for name in IMPORTS[path]:
        packages = WALLED.get(name.partition(".")[0])
        assert packages is None or package_of(path) in packages, name


@pytest.mark.parametrize("path", [path for path in MODULES if package_of(path) in PURE], ids=ids)
def test_what_decides_does_no_input_or_output(path):
    assert not {name.partition(".")[0] for name in IMPORTS[path]} & IMPURE_LIBRARIES


@pytest.mark.parametrize("path", [path for path in MODULES if package_of(path) != "understanding"], ids=ids)
def test_others_see_only_the_public_face_of_understanding(path):
    inner = {
        name
        for name in IMPORTS[path]
        if name.startswith("bot.understanding.") and name.split(".")[-1] not in PUBLIC_UNDERSTANDING
    }
    assert inner == set()


def test_providers_do_not_know_each_other():
    for path in MODULES:
        inside = path.relative_to(BOT).parts
        if inside[0] == "providers" and len(inside) == 3:
            others = {name.split(".")[2] for name in IMPORTS[path] if name.count(".") > 2 and ".providers." in name}
            assert others <= {inside[1]}, path


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_every_package_says_what_it_is_for(package):
    docstring = ast.get_docstring(ast.parse((BOT / package / "__init__.py").read_text())) or ""
    assert 2 <= len(docstring.splitlines()) <= 6
    assert "Start" in docstring, "say where to start reading"


def test_modules_hold_one_thing():
    tables = BOT / "understanding" / "languages"
    long = {
        ids(path): count
        for path in MODULES
        if tables not in path.parents and (count := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_the_architecture_page_names_every_package():
    page = (BOT.parent / "docs" / "architecture.md").read_text()
    assert {package for package in MAY_IMPORT if f"`{package}/`" not in page} == set()
