"""Logs: one event a line, in either format."""

import json
import logging

import pytest
import structlog

from bot.runtime import logging as logs


def test_json_has_one_object_a_line_with_a_utc_time(capsys):
    logs.configure("json", "info")
    structlog.get_logger().info("text answered", intent="create")
    structlog.get_logger().debug("not shown")
    logging.getLogger("library").warning("two\nlines")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["intent"], first["level"]) == ("text answered", "create", "info")
    assert first["timestamp"].endswith("Z")
    assert second["event"] == "two\nlines"


def test_a_failure_is_one_line_too(capsys):
    logs.configure("json", "info")
    try:
        int("broken")
    except ValueError:
        structlog.get_logger().exception("request failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]


def test_the_console_names_the_event(capsys):
    logs.configure("console", "warning")
    structlog.get_logger().warning("request refused", reason="bad signature")
    assert "request refused" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["twilio.http_client", "httpx", "aiohttp.access"])
def test_libraries_do_not_log_addresses_with_numbers(name, capsys):
    logs.configure("json", "debug")
    logging.getLogger(name).info("GET /Messages.json?To=%2B13125550123")
    logging.getLogger(name).warning("POST /Messages.json?To=%2B13125550123")
    assert capsys.readouterr().err == ""
