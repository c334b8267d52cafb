"""Logging: one event per line, with a stable name.

No line contains a full phone number, the words of a text, or a secret.
"""

import logging
import sys
from typing import Literal

import structlog

QUIET = ("twilio", "telnyx", "httpx", "httpcore", "aiohttp.access", "asyncio", "aiosqlite")


def configure(style: Literal["console", "json"], level: str) -> None:
    """Write the bot's log events, and libraries' warnings, to standard error."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor
    if style == "json":
        shared.append(structlog.processors.format_exc_info)
        last = structlog.processors.JSONRenderer()
    else:
        last = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
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
