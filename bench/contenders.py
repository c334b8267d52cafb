"""The libraries that are measured, ours among them: each answers an example, and says in our terms what it found.

A contender that is not installed is None. Each gets the settings that suit a reminder best: the example's moment as
"now", local time, the future preferred.
"""

import gc
import json
import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.scoring import Example, Found, message_without, next_at, occurrences
from bot.understanding.command import AskTime, Create, Task, Unknown
from bot.understanding.reading import read

# Said before the clock runs, so that code is loaded and compiled; none of them is among the examples, since some
# libraries keep the answers to texts that they have seen, and people seldom text the same thing twice.
_WARM_UP = (
    "remind me in 7 minutes to open the window",
    "tomorrow at 4:40pm sweep the porch",
    "sweep the porch next tuesday at 7",
    "every wednesday at 8pm practise",
    "on august 23rd at 10:05 sign up",
    "9/30 return the router",
    "remind me on sunday evening to iron shirts",
    "in 4 days and 3 hours look again",
    "at quarter past nine phone the office",
    "remind me to think of nothing",
    "last thursday of every month at 1pm count stock",
    "the 11th at noon meet the bank",
    "2026-08-08 16:20 pick up keys",
    "at 5pm GMT join the call",
    "on veterans day fold the flag",
    "noon Paris time tomorrow call the hotel",
    "what is this",
)
_WARM_UP_ROUNDS = 20
_WARM_UP_SECONDS = 1.0
_NODE_SCRIPT = Path(__file__).with_name("chrono_node.cjs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An answer, and the microseconds of CPU that it took: the first time that this text was seen, but warm."""

    found: Found
    microseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """``run`` answers examples. ``has_repeats``, ``has_message``: what it can give.

    ``share`` is the part of the examples that it is asked, 1 in so many.
    """

    name: str
    release: str
    run: Callable[[Sequence[Example]], list[Timed]]
    has_repeats: bool = False
    has_message: bool = True
    share: int = 1


def contenders() -> dict[str, Contender | None]:
    """All of them by name, in the order of the table; None where one is not installed."""
    makers: dict[str, Callable[[], Contender | None]] = {
        "reminder-bot": _ours,
        "dateparser": lambda: _dateparser("dateparser", ["en"]),
        "dateparser, any language": lambda: _dateparser("dateparser, any language", None, share=9),  # 40 ms a text
        "parsedatetime": _parsedatetime,
        "timefhuman": _timefhuman,
        "recurrent": _recurrent,
        "recognizers-text": _recognizers,
        "chrono-node": _chrono_node,
    }
    found: dict[str, Contender | None] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            found[name] = None
    return found


def _in_python(
    ask: Callable[[Example], Any], told: Callable[[Example, Any], Found]
) -> Callable[[Sequence[Example]], list[Timed]]:
    """A runner for a function of this process: ``ask`` is timed, ``told`` turns its answer into our terms."""

    def attempt(example: Example) -> Any:
        try:
            return ask(example)
        except Exception:  # noqa: BLE001 - whatever a library raises on a text, it has found nothing
            return None

    def run(examples: Sequence[Example]) -> list[Timed]:
        _warm_up(lambda text: attempt(replace(examples[0], text=text)))
        gc.collect()
        gc.freeze()  # what the other libraries hold in memory must not cost this one
        answers = []
        for example in examples:
            before = time.thread_time_ns()
            answer = attempt(example)
            spent = (time.thread_time_ns() - before) / 1000
            found = told(example, answer) if answer is not None else told_nothing(example)
            answers.append(Timed(found=found, microseconds=spent))
        return answers

    return run


def _warm_up(ask: Callable[[str], object]) -> None:
    """Some rounds over the texts for warming, fewer for a slow library."""
    begun = time.perf_counter()
    for _ in range(_WARM_UP_ROUNDS):
        for text in _WARM_UP:
            ask(text)
        if time.perf_counter() - begun > _WARM_UP_SECONDS:
            break


def told_nothing(example: Example) -> Found:
    """The answer of a library that finds no time."""
    return Found(message=message_without(example.text, ()))


def _local_now(example: Example) -> datetime:
    return example.now.astimezone(example.zone).replace(tzinfo=None)


def _aware(moment: datetime, example: Example) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=example.zone)


def _cut(example: Example, moments: Sequence[datetime], spans: Sequence[tuple[int, int]]) -> Found:
    return Found(
        moments=tuple(_aware(moment, example) for moment in moments), message=message_without(example.text, spans)
    )


def _ours() -> Contender:
    def told(_: Example, reading: Any) -> Found:
        match reading.command:
            case Create(tasks=(Task(message=message, moment=moment, repeat=repeat),)):
                if repeat is not None:
                    return Found(moments=(repeat.first,), rrule=repeat.rrule, message=message)
                return Found(moments=(moment.at,) if moment is not None else (), message=message)
            case AskTime(message=message):
                return Found(message=message)
            case Unknown(moment=moment) if moment is not None:
                return Found(moments=(moment.at,))
        return Found()

    def ask(example: Example) -> Any:
        return read(example.text, now=example.now, zone=example.zone)

    return Contender(name="reminder-bot", release="this one", run=_in_python(ask, told), has_repeats=True)


def _dateparser(name: str, languages: list[str] | None, *, share: int = 1) -> Contender:
    from dateparser.search import search_dates  # noqa: PLC0415 - takes long to import

    def ask(example: Example) -> Any:
        settings: Any = {"RELATIVE_BASE": _local_now(example), "PREFER_DATES_FROM": "future"}
        return search_dates(example.text, languages=languages, settings=settings)

    def told(example: Example, answer: Any) -> Found:
        spans, at = [], 0
        for words, _ in answer:
            start = example.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                spans.append((start, at))
        return _cut(example, [moment for _, moment in answer], spans)

    return Contender(name=name, release=version("dateparser"), run=_in_python(ask, told), share=share)


def _parsedatetime() -> Contender:
    import parsedatetime  # noqa: PLC0415 - optional

    calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)

    def ask(example: Example) -> Any:
        return calendar.nlp(example.text, _local_now(example))

    def told(example: Example, answer: Any) -> Found:
        return _cut(example, [one[0] for one in answer], [(one[2], one[3]) for one in answer])

    return Contender(name="parsedatetime", release=version("parsedatetime"), run=_in_python(ask, told))


def _timefhuman() -> Contender:
    import timefhuman  # noqa: PLC0415 - optional

    def ask(example: Example) -> Any:
        config = timefhuman.tfhConfig(now=_local_now(example), return_matched_text=True)
        return timefhuman.timefhuman(example.text, config=config)

    def told(example: Example, answer: Any) -> Found:
        moments = [moment for _, _, values in answer for moment in _flat(values)]
        return _cut(example, moments, [span for _, span, _ in answer])

    return Contender(name="timefhuman", release=version("timefhuman"), run=_in_python(ask, told))


def _flat(values: Any) -> list[datetime]:
    """The moments in what timefhuman gives: one, a range (its start), or a list of either."""
    if isinstance(values, datetime):
        return [values]
    if isinstance(values, tuple):
        return _flat(values[0])
    return [moment for one in values for moment in _flat(one)] if isinstance(values, list) else []


def _recurrent() -> Contender:
    from recurrent import RecurringEvent  # noqa: PLC0415 - optional

    def ask(example: Example) -> Any:
        return RecurringEvent(now_date=_local_now(example)).parse(example.text)

    def told(example: Example, answer: Any) -> Found:
        if isinstance(answer, datetime):
            return Found(moments=(_aware(answer, example),))
        rule = next((line for line in str(answer).splitlines() if "FREQ=" in line), "").removeprefix("RRULE:")
        now = example.now.astimezone(example.zone)
        first = next((one for one in occurrences(rule, now) if one > now.replace(tzinfo=None)), None) if rule else None
        return Found(moments=(_aware(first, example),), rrule=rule) if first is not None else Found()

    return Contender(
        name="recurrent",
        release=version("recurrent"),
        run=_in_python(ask, told),
        has_repeats=True,
        has_message=False,
    )


def _recognizers() -> Contender:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers_date_time import DateTimeRecognizer  # noqa: PLC0415 - optional

    model = DateTimeRecognizer("en-us").get_datetime_model()

    def ask(example: Example) -> Any:
        return model.parse(example.text, _local_now(example))

    def told(example: Example, answer: Any) -> Found:
        now = _local_now(example)
        values = [value for one in answer for value in (one.resolution or {}).get("values", ())]
        moments = [moment for value in values if (moment := _resolved(value, now)) is not None]
        return _cut(example, moments, [(one.start, one.end + 1) for one in answer])

    return Contender(name="recognizers-text", release=version("recognizers-text-date-time"), run=_in_python(ask, told))


def _resolved(value: dict[str, str], now: datetime) -> datetime | None:
    """The moment of one of recognizers' values; it offers both the last and the next, the past one does not count."""
    written = value.get("value") or value.get("start") or ""
    try:
        if value.get("type") in {"time", "timerange"}:
            return next_at(datetime.combine(now.date(), datetime.strptime(written, "%H:%M:%S").time()), now)  # noqa: DTZ007
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.date() >= now.date() else None


def _chrono_node() -> Contender | None:
    node = shutil.which("node")
    if node is None:
        return None
    probe = _node(node, {"texts": [], "warm_up": []})
    if probe is None:
        return None

    def run(examples: Sequence[Example]) -> list[Timed]:
        texts = [
            {
                "text": example.text,
                "instant": example.now.astimezone(UTC).isoformat(),
                "offset": (example.now.astimezone(example.zone).utcoffset() or timedelta()) // timedelta(minutes=1),
            }
            for example in examples
        ]
        warm_up = [{**texts[0], "text": text} for text in _WARM_UP * _WARM_UP_ROUNDS]
        answers = (_node(node, {"texts": texts, "warm_up": warm_up}) or {})["answers"]
        return [
            Timed(found=_told_by_chrono(example, answer["found"]), microseconds=answer["microseconds"])
            for example, answer in zip(examples, answers, strict=True)
        ]

    return Contender(name="chrono-node", release=probe["version"], run=run)


def _told_by_chrono(example: Example, answer: list[dict[str, Any]]) -> Found:
    moments = [
        datetime.fromisoformat(one["instant"]) if one["instant"] else datetime(*one["wall"], tzinfo=example.zone)
        for one in answer
    ]
    return _cut(example, moments, [(one["start"], one["end"]) for one in answer])


def _node(node: str, question: dict[str, Any]) -> dict[str, Any] | None:
    """The script's answer; None when the package is not there. ``CHRONO_NODE_PATH`` names its folder."""
    done = subprocess.run(  # noqa: S603 - our own script
        [node, str(_NODE_SCRIPT)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ,
    )
    return json.loads(done.stdout) if done.returncode == 0 else None
