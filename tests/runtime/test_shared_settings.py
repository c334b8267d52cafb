"""Which settings the bots on one database must have in common, and what differs."""

import json

import pytest
from structlog.testing import capture_logs

from bot.app.settings_agreement import SettingsAgreement
from bot.runtime.configuration import load
from bot.runtime.metrics import Metrics
from bot.runtime.shared_settings import differing, shared_settings
from tests.runtime.test_configuration import TELNYX, TWILIO


def shared(**environ):
    return shared_settings(load(None, TWILIO | environ))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TEXTS_PER_MINUTE", "60"),
        ("BOT_SEGMENTS_PER_DAY", "7"),
        ("BOT_API_REQUESTS_PER_MINUTE", "1"),
        ("BOT_COUNTRIES", "US, CA"),
        ("BOT_DEFAULT_TIMEZONE", "America/Denver"),
        ("BOT_KEEP_TEXT_DAYS", "30"),
        ("BOT_ANSWER_SECONDS", "3"),
        ("TWILIO_CALLS_PER_SECOND", "10"),
        ("TWILIO_PHONE_NUMBER", "+13125550100"),
        ("TWILIO_EARLIEST_SECONDS", "300"),
        ("BOT_PUBLIC_URL", "https://other.example.com"),
    ],
)
def test_what_must_be_the_same(name, value):
    own = shared()
    assert differing(own, [own, shared(**{name: value})]) == {name: shared(**{name: value})[name]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_HOST", "127.0.0.2"),
        ("BOT_PORT", "9000"),
        ("BOT_CONNECTIONS", "10"),
        ("DATABASE_URL", "postgresql://bot:secret@other/reminders"),
        ("BOT_DATABASE_CONNECTIONS", "20"),
        ("BOT_LOG_LEVEL", "debug"),
        ("TWILIO_AUTH_TOKEN", "another-token"),
        ("TWILIO_API_BASE_URL", "http://127.0.0.1:1"),
        ("TWILIO_CALLS_IN_FLIGHT", "3"),
        ("TELNYX_CALLS_PER_SECOND", "3"),
    ],
)
def test_what_may_differ(name, value):
    assert differing(shared(), [shared(**{name: value})]) == {}


def test_the_order_of_a_list_means_nothing():
    both = TWILIO | TELNYX
    one, other = (shared_settings(load(None, both | {"BOT_PROVIDERS": providers})) for providers in ORDERS)
    assert differing(one, [other]) == {}


ORDERS = ("twilio,telnyx", "telnyx,twilio")


def test_all_of_them_fit_into_one_notice():
    """PostgreSQL takes less than 8,000 bytes."""
    everything = shared_settings(
        load(None, TWILIO | TELNYX | {"BOT_PROVIDERS": "twilio,telnyx", "BOT_PUBLIC_URL": f"https://{'x' * 4000}.com"})
    )
    assert len(json.dumps(everything)) < 4000
    assert all("token-for-tests" not in value for value in everything.values())


def test_a_difference_is_logged_once_and_measured():
    metrics = Metrics()
    agreement = SettingsAgreement({"A": "1", "B": "1"}, metrics)

    def compared(*others):
        with capture_logs() as logs:
            agreement.compare(others)
        return logs, metrics.registry.get_sample_value("bot_bots_with_other_settings")

    assert compared({"A": "1", "B": "1"}) == ([], 0)
    (line,), count = compared({"A": "2", "B": "1"}, {"A": "1", "B": "1"})
    assert (line["log_level"], line["settings"], count) == ("warning", "A", 1)
    assert compared({"A": "2", "B": "1"}, {"A": "3"}) == ([], 2)
    (line,), _ = compared({"A": "2", "B": "2"})
    assert line["settings"] == "A, B"
    assert compared({"A": "1", "B": "1"}) == ([], 0)
    assert len(compared({"A": "2"})[0]) == 1, "again"
