"""List the words of texts that the bot reads without effect: ``python bench/swallowed.py FILE``.

FILE has a JSON object on each line, with ``text`` and optionally ``now`` and ``timezone``. A word counts as swallowed
if the bot did not keep it (in a message, as the name of a reminder), if the reading is the same without it, and if it
has a meaning of its own, unlike "please", "the" and "alarm".
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.understanding.command import AskAbout, AskBot, Help, Thanks, Unknown  # noqa: E402
from bot.understanding.lexicon import load_lexicon  # noqa: E402
from bot.understanding.reading import read  # noqa: E402

# An old time that is contradicted: "at 5:15, not 5:45".
_CONTRADICTED = re.compile(r"\bnot (?:at |on )?(?:[\d:]+(?: ?[ap]m)?|[a-z]+day)", re.IGNORECASE)
# A reason, and who says so: "no school friday, so skip 2", "my boss moved 2 to 4 pm".
_REASON = re.compile(r"^.*(?=\bso (?:no|skip)\b)|^(?:my|the) \w+ (?=moved|changed|says|wants)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
# Classes of the lexicon whose words say what kind of request it is, or are mere politeness.
_CLASSES = """
POLITE DEF INDEF PREP BE MODAL OPENER ITEM ITEMS SET REMIND IT AUX WANT WH ALL MORE SHOW KNOW PLAN THINGS TIMEWORD LEFT
LONGER SHORTER LATER EARLIER TURN CANCEL DROP CHANGE MOVE ADD LENGTHEN SHORTEN SUBTRACT SNOOZE TIMER INSTEAD FINISH
SOUND ANYMORE REPEAT BUSY REASK
"""
_FUNCTION_WORDS = """
it's come note wording spelling supposed text fix i me you it to of and or s so too more off up goes at back say says
early release happening due
min mins minute minutes again bother sleep gimme
send hit press button long number appointment
"""
_WITHOUT_MEANING = frozenset(_CLASSES.split())
_WORDS = frozenset(_FUNCTION_WORDS.split())


def swallowed(text: str, now: datetime, zone: tzinfo) -> list[str]:
    """The words of ``text`` that neither are kept nor change how it is read."""
    command = read(text, now=now, zone=zone).command
    if isinstance(command, Unknown | Help | AskBot | AskAbout | Thanks):  # these change nothing
        return []
    kept = {word.lower() for said in _texts(command) for word in _WORD.findall(said)}
    lost = []
    contradicted = [found.span() for pattern in (_CONTRADICTED, _REASON) for found in pattern.finditer(text)]
    for found in _WORD.finditer(text):
        word = found.group().lower()
        is_contradicted = any(start <= found.start() < end for start, end in contradicted)
        if word in kept or is_contradicted or _is_without_meaning(word):
            continue
        without = f"{text[: found.start()]} {text[found.end() :]}"
        if read(without, now=now, zone=zone).command == command:
            lost.append(word)
    return lost


def _texts(value: Any) -> Iterator[str]:
    """All texts in a command: messages, words of targets and periods."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _is_without_meaning(word: str) -> bool:
    node = load_lexicon("en").get(word.replace("\u2019", "'"))
    labels = node.labels if node is not None else ()
    return word in _WORDS or not _WITHOUT_MEANING.isdisjoint(label.partition("+")[0] for label in labels)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    words: Counter[str] = Counter()
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        zone = ZoneInfo(row["timezone"]) if row.get("timezone") else UTC
        now = datetime.fromisoformat(row.get("now") or "2026-06-10T08:30")
        lost = swallowed(row["text"], now if now.tzinfo else now.replace(tzinfo=zone), zone)
        words.update(lost)
        if lost:
            print(f"{row['text']!r}: {', '.join(lost)}")
    print(f"{sum(words.values())} words swallowed in {len(rows)} texts; most often {words.most_common(20)}")


if __name__ == "__main__":
    main()
