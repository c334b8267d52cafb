"""Measure how many requests are understood: ``python bench/requests.py FILE... [--misses N] [--write]``.

A FILE has a JSON object on each line: ``text``, ``now``, ``timezone`` and ``intent`` ("nothing" for what is no request;
a trailing * accepts the neighbouring intent too). Optional: ``source`` (texts whose source ends in "timer" are counted
apart), ``todo`` and ``times`` (the words that name the errand and the time), ``only`` (answers that are right in place
of the annotation) and ``also`` (beside it), each as ``parse --json`` prints them. Rows with ``others`` or ``place`` are
left out: somebody else, or a place instead of a time. ``--write`` updates the table in docs/accuracy.md.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.report import REQUESTS_END, REQUESTS_START  # noqa: E402
from bot.understanding.explain import as_json  # noqa: E402
from bot.understanding.reading import read  # noqa: E402

PAGE = ROOT / "docs" / "accuracy.md"
Answer = Mapping[str, Any]
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ENDINGS = re.compile(r"'(?:s|re|m|ll|d|ve)\b")
# Words that do not matter in a message.
_FILLER = (
    "to about for that the a an my i our we me us you your of on at in by with and is are be will do does have has "
    "need needs got get it's its it this these reminder reminders reminding alarm alarms timer go going am so "
    "when please from want"
)
_IGNORED = frozenset(_FILLER.split())
_REMOVALS = frozenset({"cancel", "cancel_all"})
_NOTHING = frozenset({"unknown", "nothing", "help", "thanks", "why", "settings", "timezone"})
_ACTS = frozenset({"create", "cancel", "cancel_all", "edit", "snooze"})
_MOMENTS = 5
GROUPS = {
    "create": "set, with a time",
    "ask_time": "set, without a time",
    "timer": "set a timer",
    "cancel": "cancel",
    "list": "list, ask",
    "edit": "change",
    "timer edit": "change a timer",
    "snooze": "snooze",
    "nothing": "no request",
}


def main() -> None:
    arguments = _arguments()
    rows = [json.loads(line) for path in arguments.files for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not row.get("others") and (row.get("times") or not row.get("place"))]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses: defaultdict[str, list[str]] = defaultdict(list)
    acting = 0
    for row in rows:
        got = _asked(row["text"], row)
        group = _group(row)
        total[group] += 1
        if is_right(row, got):
            right[group] += 1
        else:
            acting += acts_wrongly(row, got)
            misses[group].append(f"    {row['text']!r}: {got['intent']} {got['message']} {got['at']} {got['rrule']}")
    table = _table(right, total, acting)
    print(table)
    for group, texts in misses.items():
        print(*([f"{GROUPS[group]}:", *texts[: arguments.misses]] if arguments.misses else []), sep="\n", end="")
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(REQUESTS_START)
        PAGE.write_text(f"{before}{REQUESTS_START}\n{table}\n{REQUESTS_END}{rest.partition(REQUESTS_END)[2]}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="how many misses of each group to show")
    parser.add_argument("--write", action="store_true", help="update the table in docs/accuracy.md")
    return parser.parse_args()


def _group(row: Answer) -> str:
    """The group of a row: its intent, timers apart."""
    intent = str(row["intent"]).rstrip("*")
    if not str(row.get("source", "")).endswith("timer"):
        return intent
    return {"create": "timer", "ask_time": "timer", "edit": "timer edit"}.get(intent, intent)


def _asked(text: str, row: Answer) -> Answer:
    zone = ZoneInfo(row["timezone"])
    return as_json(read(text, now=datetime.fromisoformat(row["now"]), zone=zone))


def is_right(row: Answer, got: Answer) -> bool:
    """Whether an answer is the annotated one, or one that is accepted instead."""
    if any(_agrees(got, one) for one in (*row.get("only", ()), *row.get("also", ()))):
        return True
    wanted, heard = row["intent"], got["intent"]
    if row.get("only"):
        return False
    if wanted == "nothing":
        return heard in _NOTHING
    if wanted.rstrip("*") == "cancel":
        return heard in _REMOVALS
    if wanted == "create*":
        return heard in {"create", "ask_time"}
    if heard != wanted:
        return False
    if wanted == "create" and not _is_time_right(row, got):
        return False
    return wanted not in {"create", "ask_time"} or _is_message_right(row, got)


def acts_wrongly(row: Answer, got: Answer) -> bool:
    """Whether a wrong answer sets, changes or deletes what was not asked for, or at another time."""
    wanted = {one["intent"] for one in row.get("only", ())} or {row["intent"].rstrip("*")}
    if got["intent"] not in _ACTS:
        return False
    if got["intent"] not in wanted and not (wanted & _REMOVALS and got["intent"] in _REMOVALS):
        return True
    gold = [one for one in row.get("only", ()) if one["intent"] == "create" and _moments(one) is not None]
    if gold:
        return any(_moments(got) != _moments(one) for one in gold)
    return got["intent"] == "create" and not _is_time_right(row, got)


def _agrees(got: Answer, wanted: Answer) -> bool:
    alike = (kind for kind in (_REMOVALS, _NOTHING) if wanted["intent"] in kind)
    same = next(alike, frozenset({wanted["intent"]}))
    if got["intent"] not in same:
        return False
    if wanted["intent"] not in {"create", "ask_time"}:
        return True
    if wanted["intent"] == "create" and _moments(wanted) is not None and _moments(got) != _moments(wanted):
        return False
    return not wanted.get("message") or _words(wanted["message"]) == _words(got["message"] or "")


def _is_message_right(row: Answer, got: Answer) -> bool:
    return not row.get("todo") or _words(" ".join(row["todo"])) == _words(got["message"] or "")


def _is_time_right(row: Answer, got: Answer) -> bool:
    """Whether the moment is that of the annotated words alone, together or one of them."""
    times = row.get("times") or []
    spans = [" ".join(times), *times] if len(times) > 1 else times
    alone = [_asked(f"remind me to call mom {span}", row) for span in spans]
    readings = [(one["at"], one["rrule"]) for one in alone if one["intent"] == "create"]
    return (got["at"], got["rrule"]) in readings if readings else bool(got["at"] or got["rrule"])


def _words(text: str) -> set[str]:
    lowered = _ENDINGS.sub(" ", text.lower().replace("\u2019", "'"))
    return {word for word in _WORD.findall(lowered) if word not in _IGNORED}


def _moments(answer: Answer) -> list[datetime] | None:
    """The first moments of an answer in local time; None where it names none."""
    if not answer.get("at"):
        return None
    start = datetime.fromisoformat(answer["at"]).replace(tzinfo=None, second=0)
    if not answer.get("rrule"):
        return [start]
    rule = re.sub(r"UNTIL=(\d{8}T\d{6})Z", r"UNTIL=\1", answer["rrule"])
    return [one.replace(second=0) for one in islice(rrulestr(rule, dtstart=start), _MOMENTS)]


def _table(right: Counter[str], total: Counter[str], acting: int) -> str:
    rows = ["| requests | number | understood |", "| --- | ---: | ---: |"]
    rows += [
        f"| {title} | {total[group]:,} | {right[group] / total[group]:.1%} |"
        for group, title in GROUPS.items()
        if total[group]
    ]
    asked = [group for group in total if group != "nothing"]
    count = sum(total[group] for group in asked)
    rows.append(f"| all that ask for something | {count:,} | {sum(right[group] for group in asked) / count:.1%} |")
    rows.append(f"| acting wrongly, of everything | {total.total():,} | {acting / total.total():.2%} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
