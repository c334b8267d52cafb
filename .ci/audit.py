"""Checks the pinned packages for known vulnerabilities: ``audit.py PIP_AUDIT LOCK_FILE ADVISORIES``.

pip-audit asks the package index. An index without a vulnerability service, such as a mirror, leaves packages unaudited,
and pip-audit calls that a success. Those packages are compared with the advisories in a file instead. It is a list of
the past, and no replacement for the service.
"""
# ruff: noqa: INP001, T201

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.version import Version

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
TIMEOUT_SECONDS = 100.0


def pins(lock: str) -> dict[str, str]:
    """The packages of a lock file, each with its version."""
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(lock)}


def known(pinned: Mapping[str, str], advisories: Iterable[Mapping[str, object]]) -> list[str]:
    """One line for each advisory that concerns a pinned version."""
    found = []
    for advisory in advisories:
        version = pinned.get(str(advisory["package"]))
        ranges = cast("list[str]", advisory["affected"])
        if version is not None and any(
            SpecifierSet(one, prereleases=True).contains(Version(version)) for one in ranges
        ):
            found.append(f"{advisory['package']} {version}: {advisory['id']}: {advisory['summary']}")
    return found


def audited(report: str) -> tuple[set[str], list[str]]:
    """From pip-audit's JSON: the packages that were looked up, and one line for each vulnerability."""
    try:
        dependencies = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return set(), []
    looked_up = [one for one in dependencies if "skip_reason" not in one]
    lines = [f"{one['name']} {one['version']}: {fault['id']}" for one in looked_up for fault in one.get("vulns", ())]
    return {one["name"] for one in looked_up}, lines


def ask_index(pip_audit: str, lock_file: str) -> str:
    """pip-audit's report in JSON; empty if it is not installed or does not answer in time."""
    command = [pip_audit, "--disable-pip", "--require-hashes", "--requirement", lock_file]
    try:
        return subprocess.run(  # noqa: S603 - the command is the Makefile's
            [*command, "--format", "json", "--progress-spinner", "off"],
            capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False,
        ).stdout  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""


def main(pip_audit: str, lock_file: str, advisory_file: str) -> int:
    pinned = pins(Path(lock_file).read_text(encoding="utf-8"))
    offline = json.loads(Path(advisory_file).read_text(encoding="utf-8"))
    looked_up, lines = audited(ask_index(pip_audit, lock_file))
    left = {name: version for name, version in pinned.items() if name not in looked_up}
    lines += known(left, offline["advisories"])
    print(f"{len(pinned) - len(left)} of {len(pinned)} packages checked with the index's vulnerability service.")
    if left:
        print(f"{len(left)} packages checked only against {advisory_file} (as of {offline['as_of']}).")
    print(*lines, sep="\n", end="\n" if lines else "")
    print(f"Found {len(lines)} known vulnerabilities" if lines else "No known vulnerabilities found")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
