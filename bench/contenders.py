"""The libraries under test, including the bot: each answers an example and converts its answer to ``Found``.

A library that is not installed is None. Each gets the settings that suit reminders best: the example's "now", local
time, and future dates preferred.
"""

import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.scoring import Example, Found, message_without, next_at, occurrences
from bench.timing import RETRIED, WARM_UP, WARM_UP_ROUNDS, Contender, Timed, in_python
from bot.understanding.command import AskTime, Create, Task, Unknown
from bot.understanding.reading import read

_NODE_SCRIPT = Path(__file__).with_name("chrono_node.cjs")


def contenders() -> dict[str, Contender | None]:
    """All contenders by name, in the order of the table; None if not installed."""
    makers: dict[str, Callable[[], Contender | None]] = {
        "reminder-bot": _bot,
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


def _local_now(example: Example) -> datetime:
    return example.now.astimezone(example.zone).replace(tzinfo=None)


def _aware(moment: datetime, example: Example) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=example.zone)


def _cut(example: Example, moments: Sequence[datetime], spans: Sequence[tuple[int, int]]) -> Found:
    return Found(
        moments=tuple(_aware(moment, example) for moment in moments), message=message_without(example.text, spans)
    )


def _bot() -> Contender:
    def convert(_: Example, reading: Any) -> Found:
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

    return Contender(name="reminder-bot", release="this one", run=in_python(ask, convert), has_repeats=True)


def _dateparser(name: str, languages: list[str] | None, *, share: int = 1) -> Contender:
    from dateparser.search import search_dates  # noqa: PLC0415 - takes long to import

    def ask(example: Example) -> Any:
        settings: Any = {"RELATIVE_BASE": _local_now(example), "PREFER_DATES_FROM": "future"}
        return search_dates(example.text, languages=languages, settings=settings)

    def convert(example: Example, answer: Any) -> Found:
        spans, at = [], 0
        for words, _ in answer:
            start = example.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                spans.append((start, at))
        return _cut(example, [moment for _, moment in answer], spans)

    return Contender(name=name, release=version("dateparser"), run=in_python(ask, convert), share=share)


def _parsedatetime() -> Contender:
    import parsedatetime  # noqa: PLC0415 - optional

    calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)

    def ask(example: Example) -> Any:
        return calendar.nlp(example.text, _local_now(example))

    def convert(example: Example, answer: Any) -> Found:
        return _cut(example, [one[0] for one in answer], [(one[2], one[3]) for one in answer])

    return Contender(name="parsedatetime", release=version("parsedatetime"), run=in_python(ask, convert))


def _timefhuman() -> Contender:
    import timefhuman  # noqa: PLC0415 - optional

    def ask(example: Example) -> Any:
        config = timefhuman.tfhConfig(now=_local_now(example), return_matched_text=True)
        return timefhuman.timefhuman(example.text, config=config)

    def convert(example: Example, answer: Any) -> Found:
        moments = [moment for _, _, values in answer for moment in _flat(values)]
        return _cut(example, moments, [span for _, span, _ in answer])

    return Contender(name="timefhuman", release=version("timefhuman"), run=in_python(ask, convert))


def _flat(values: Any) -> list[datetime]:
    """The moments of a timefhuman result: a moment, a range (its start), or a list of either."""
    if isinstance(values, datetime):
        return [values]
    if isinstance(values, tuple):
        return _flat(values[0])
    return [moment for one in values for moment in _flat(one)] if isinstance(values, list) else []


def _recurrent() -> Contender:
    from recurrent import RecurringEvent  # noqa: PLC0415 - optional

    def ask(example: Example) -> Any:
        return RecurringEvent(now_date=_local_now(example)).parse(example.text)

    def convert(example: Example, answer: Any) -> Found:
        if isinstance(answer, datetime):
            return Found(moments=(_aware(answer, example),))
        rule = next((line for line in str(answer).splitlines() if "FREQ=" in line), "").removeprefix("RRULE:")
        now = example.now.astimezone(example.zone)
        first = next((one for one in occurrences(rule, now) if one > now.replace(tzinfo=None)), None) if rule else None
        return Found(moments=(_aware(first, example),), rrule=rule) if first is not None else Found()

    return Contender(
        name="recurrent",
        release=version("recurrent"),
        run=in_python(ask, convert),
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

    def convert(example: Example, answer: Any) -> Found:
        now = _local_now(example)
        values = [value for one in answer for value in (one.resolution or {}).get("values", ())]
        moments = [moment for value in values if (moment := _resolved(value, now)) is not None]
        return _cut(example, moments, [(one.start, one.end + 1) for one in answer])

    return Contender(
        name="recognizers-text", release=version("recognizers-text-date-time"), run=in_python(ask, convert)
    )


def _resolved(value: dict[str, str], now: datetime) -> datetime | None:
    """The moment of a recognizers value. It returns both the last and the next occurrence; past ones are dropped."""
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
    probe = _node(node, {"texts": [], "warm_up": [], "again": 0})
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
        warm_up = [{**texts[0], "text": text} for text in WARM_UP * WARM_UP_ROUNDS]
        answers = (_node(node, {"texts": texts, "warm_up": warm_up, "again": RETRIED}) or {})["answers"]
        return [
            Timed(found=_chrono_found(example, answer["found"]), microseconds=answer["microseconds"])
            for example, answer in zip(examples, answers, strict=True)
        ]

    return Contender(name="chrono-node", release=probe["version"], run=run)


def _chrono_found(example: Example, answer: list[dict[str, Any]]) -> Found:
    moments = [datetime.fromisoformat(one["instant"] or one["wall"]) for one in answer]
    return _cut(example, moments, [(one["start"], one["end"]) for one in answer])


def _node(node: str, question: dict[str, Any]) -> dict[str, Any] | None:
    """The answer of the Node.js script; None if chrono-node is not installed. ``CHRONO_NODE_PATH`` is its folder."""
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
