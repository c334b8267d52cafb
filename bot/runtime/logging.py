"""Logging: one event per line, with a stable name.

No line contains a full phone number, the words of a text, or a secret.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

QUIET = ("twilio", "telnyx", "httpx", "httpcore", "aiohttp.access", "asyncio", "aiosqlite")


# A phone number: seven digits or more, in any usual spelling. What looks like one but is not, goes first.
_NUMBER = re.compile(
    r"""(?P<other>
        \b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b  # UUID
        |\b[A-Z]{2}[0-9a-f]{32}\b  # Twilio's SID
        |\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?(?![0-9])  # ISO 8601
        |\b[0-9]{1,3}(?:\.[0-9]{1,3}){3}\b  # IPv4
    )|\+?\d(?:[\ ()./_\-\u00a0\u2010\u2011]{0,2}\d){6,}  # digits of any script""",
    re.VERBOSE,
)
_OWN_KEYS = frozenset({"timestamp", "level", "request"})  # made by the bot


def mask_numbers(value: Any) -> Any:
    """``value`` of a log field without phone numbers, also inside of lists and of longer strings."""
    if isinstance(value, str):
        return _NUMBER.sub(lambda found: found[0] if found["other"] else "[number]", value)
    if isinstance(value, list | tuple):
        return [mask_numbers(one) for one in value]
    if isinstance(value, dict):
        return {name: mask_numbers(one) for name, one in value.items()}
    return value


def _mask_event(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask every field: an id of another program, a provider's error or a traceback can contain a number."""
    return {name: value if name in _OWN_KEYS else mask_numbers(value) for name, value in event.items()}


def configure(style: Literal["console", "json"], level: str) -> None:
    """Write the bot's log events, and libraries' warnings, to standard error."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _mask_event,
    ]
    last: structlog.typing.Processor
    if style == "json":
        last = structlog.processors.JSONRenderer()
    else:
        last = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    formatter = structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=shared)
    handler.setFormatter(formatter)
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    for name in QUIET:  # they log URLs, which contain phone numbers
        logging.getLogger(name).setLevel(logging.ERROR)
