"""``make audit``: the pinned packages have no known vulnerability, also where no service can be asked."""

import importlib.util
import json
from pathlib import Path

import pytest
from pip._vendor.packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
SPEC = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
assert SPEC is not None
assert SPEC.loader is not None
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)

LOCK = ROOT / "requirements-test.lock"
ADVISORIES = ROOT / ".ci" / "advisories.json"


def test_the_lock_file_has_no_package_with_a_known_vulnerability():
    pinned = audit.pins(LOCK.read_text())
    assert pinned.keys() >= {"aiohttp", "twilio", "telnyx", "pytest"}
    assert audit.known(pinned, json.loads(ADVISORIES.read_text())["advisories"]) == []


def test_every_advisory_is_complete_and_concerns_a_pinned_package():
    pinned = audit.pins(LOCK.read_text())
    for advisory in json.loads(ADVISORIES.read_text())["advisories"]:
        assert advisory.keys() == {"package", "id", "affected", "summary"}
        assert advisory["package"] in pinned
        assert [SpecifierSet(one) for one in advisory["affected"]]


AFFECTED = [
    ("urllib3", "1.26.16", True),
    ("urllib3", "1.26.17", False),
    ("urllib3", "2.0.5", True),
    ("urllib3", "2.0.6", False),
    ("urllib3", "2.0.5rc1", True),
    ("another", "1.26.16", False),
]


@pytest.mark.parametrize(("name", "version", "is_affected"), AFFECTED)
def test_an_affected_version_is_found(name, version, is_affected):
    advisory = {"package": "urllib3", "id": "CVE-1", "affected": ["<1.26.17", ">=2.0.0,<2.0.6"], "summary": "x"}
    assert bool(audit.known({name: version}, [advisory])) is is_affected


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the check with a report of pip-audit; the exit code and the last line."""

    def run_with(report, lock="urllib3==2.0.5 \\\n    --hash=sha256:0\nMy_Pkg==1.0\n"):
        (tmp_path / "lock").write_text(lock)
        monkeypatch.setattr(audit, "ask_index", lambda *_: report)
        code = audit.main("pip-audit", str(tmp_path / "lock"), str(ADVISORIES))
        return code, capsys.readouterr().out

    return run_with


@pytest.mark.parametrize(
    "report",
    [
        "",
        "no JSON",
        "{}",
        "[]",
        json.dumps({"dependencies": [{"name": "urllib3", "skip_reason": "not found on PyPI"}]}),
    ],
)
def test_without_a_service_the_file_counts(run, report):
    code, said = run(report)
    assert code == 1
    assert "0 of 2 packages checked with the index" in said
    assert "urllib3 2.0.5: CVE-2023-43804" in said
    assert said.splitlines()[-1].startswith("Found ")


def test_what_the_service_finds_counts(run):
    vulnerable = {"name": "my-pkg", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
    clean = {"name": "urllib3", "version": "2.0.5", "vulns": []}
    code, said = run(json.dumps({"dependencies": [vulnerable, clean]}))
    assert (code, said.splitlines()) == (
        1,
        [
            "2 of 2 packages checked with the index's vulnerability service.",
            "my-pkg 1.0: PYSEC-1",
            "Found 1 known vulnerabilities",
        ],
    )


def test_a_clean_lock_file_passes(run):
    code, said = run("", "urllib3==99.0\n")
    assert (code, said.splitlines()) == (
        0,
        [
            "0 of 1 packages checked with the index's vulnerability service.",
            f"1 packages checked only against {ADVISORIES} (as of 2026-01-31).",
            "No known vulnerabilities found",
        ],
    )


def test_a_missing_tool_is_no_report():
    assert audit.ask_index("/nowhere/pip-audit", str(LOCK)) == ""
