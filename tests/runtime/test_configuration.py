"""Settings from the file and the environment; each problem is one line that names the setting."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.domain.errors import SettingsError
from bot.domain.model import ProviderName
from bot.runtime.configuration import load
from bot.runtime.setting_rules import warnings
from bot.runtime.settings import all_settings

ROOT = Path(__file__).parents[2]

TWILIO = {
    "BOT_PROVIDERS": "twilio",
    "BOT_PUBLIC_URL": "https://bot.example.com/",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "token-for-tests",
    "TWILIO_MESSAGING_SERVICE_SID": "MG" + "0" * 32,
}
TELNYX = {
    "BOT_PROVIDERS": "telnyx",
    "BOT_PUBLIC_URL": "https://bot.example.com",
    "TELNYX_API_KEY": "KEY-for-tests",
    "TELNYX_PUBLIC_KEY": "A" * 43 + "=",
}

SMSGATE = {
    "BOT_PROVIDERS": "smsgate",
    "BOT_PUBLIC_URL": "https://bot.example.com",
    "SMSGATE_USERNAME": "sms",
    "SMSGATE_PASSWORD": "password-for-tests",
    "SMSGATE_WEBHOOK_SIGNING_KEY": "signing-key-for-tests-of-32-characters",
    "SMSGATE_PHONE_NUMBER": "+13125550100",
}
HTTPSMS = {
    "BOT_PROVIDERS": "httpsms",
    "BOT_PUBLIC_URL": "https://bot.example.com",
    "HTTPSMS_API_KEY": "KEY-for-tests",
    "HTTPSMS_WEBHOOK_SIGNING_KEY": "signing-key-for-tests-of-32-characters",
    "HTTPSMS_PHONE_NUMBER": "+13125550100",
}
PHONES = SMSGATE | HTTPSMS | {"BOT_PROVIDERS": "smsgate,httpsms"}


def problem_of(environ, text=None, tmp_path=None):
    config = None
    if text is not None:
        config = tmp_path / "config.toml"
        config.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(config, environ)
    return str(caught.value)


def test_defaults_are_the_simulator_on_this_machine_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load(None, {})
    assert settings.providers == (ProviderName.SIMULATOR,)
    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 8080)
    assert str(settings.storage.path) == "data/reminders.db"


def test_config_toml_has_every_setting_with_its_default(tmp_path, monkeypatch):
    values = tomllib.loads((ROOT / "config.toml").read_text())
    written = {(section, name) for section, table in values.items() if isinstance(table, dict) for name in table}
    written |= {("", name) for name, value in values.items() if not isinstance(value, dict)}
    assert written == {(setting.section, setting.name) for setting in all_settings() if not setting.is_secret}
    from_file = load(ROOT / "config.toml", {})
    monkeypatch.chdir(tmp_path)
    assert from_file == load(None, {})


def test_config_toml_names_every_environment_variable():
    lines = (ROOT / "config.toml").read_text().splitlines()
    text = "\n".join(lines)
    for setting in all_settings():
        assert re.search(rf"#.*\b{setting.env}\b", text), setting.env


def test_the_environment_overrides_the_file(tmp_path):
    config = tmp_path / "config.toml"
    config.write_text('providers = "simulator"\n[server]\nport = 1234\nhost = "::1"\n')
    settings = load(config, {"BOT_PORT": "4321", "BOT_HOST": ""})
    assert (settings.server.port, settings.server.host) == (4321, "::1")


@pytest.mark.parametrize("environ", [TWILIO, TELNYX, TWILIO | TELNYX | {"BOT_PROVIDERS": "twilio, telnyx"}, PHONES])
def test_real_providers_load_with_what_they_require(environ):
    settings = load(None, environ)
    assert settings.server.public_url == "https://bot.example.com"
    for secret in ("token-for-tests", "KEY-for-tests", "password-for-tests", "signing-key-for-tests"):
        assert secret not in repr(settings)


def test_the_fallback_is_another_enabled_provider():
    environ = TWILIO | TELNYX | {"BOT_PROVIDERS": "twilio,telnyx", "BOT_FALLBACK_PROVIDER": "telnyx"}
    assert load(None, environ).delivery.fallback_provider is ProviderName.TELNYX
    assert load(None, environ | {"BOT_FALLBACK_PROVIDER": ""}).delivery.fallback_provider is None


def test_countries_may_be_lower_case_with_blanks():
    assert load(None, {"BOT_COUNTRIES": "us, CA ,"}).limits.countries == ("US", "CA")
    assert load(None, {}).limits.countries == ()


def test_a_window_is_narrowed_by_its_margin():
    window = load(None, {"TWILIO_MARGIN_SECONDS": "60"}).twilio.window
    assert (window.earliest_seconds, window.latest_seconds) == (960, 35 * 86400 - 60)


WRONG_ENVIRONMENTS = [
    ({"BOT_PORT": "http"}, r"^BOT_PORT .*integer"),
    ({"BOT_PORT": "99999"}, r"^BOT_PORT "),
    ({"BOT_PROVIDERS": "twillio"}, r"^BOT_PROVIDERS .*simulator, twilio, telnyx"),
    ({"BOT_PROVIDER": "twilio"}, r"^BOT_PROVIDER: .*BOT_PROVIDERS\?$"),
    ({"BOT_FROBNICATE": "1"}, r"^BOT_FROBNICATE: there is no such setting"),
    ({"TWILIO_AUTHTOKEN": "x"}, r"^TWILIO_AUTHTOKEN: .*TWILIO_AUTH_TOKEN\?$"),
    ({"BOT_DEFAULT_TIMEZONE": "Chicago"}, r"^BOT_DEFAULT_TIMEZONE .*America/Denver"),
    ({"BOT_PUBLIC_URL": "bot.example.com"}, r"^BOT_PUBLIC_URL .*https://"),
    ({"BOT_ALLOWED_HOSTS": "bot, http://bot.internal"}, r"^BOT_ALLOWED_HOSTS .*without scheme and port"),
    ({"BOT_ALLOWED_HOSTS": "bot:8080"}, r"^BOT_ALLOWED_HOSTS .*without scheme and port"),
    ({"BOT_TRUSTED_PROXIES": "127.0.0.1, proxy"}, r"^BOT_TRUSTED_PROXIES .*172\.16\.0\.0/12"),
    ({"BOT_RESERVE": "-1"}, r"^BOT_RESERVE .*at least 0"),
    ({"BOT_FIRST_REQUEST_SECONDS": "0"}, r"^BOT_FIRST_REQUEST_SECONDS "),
    ({"BOT_COUNTRIES": "US, Narnia"}, r"^BOT_COUNTRIES .*ISO 3166"),
    ({"BOT_TEXTS_PER_MINUTE": "0"}, r"^BOT_TEXTS_PER_MINUTE "),
    ({"BOT_TEXT_CHARACTERS": "10"}, r"^BOT_TEXT_CHARACTERS "),
    ({"BOT_CONNECTIONS": "many"}, r"^BOT_CONNECTIONS "),
    ({"DATABASE_URL": "mysql://x"}, r"^DATABASE_URL .*sqlite:///"),
    ({"DATABASE_URL": "postgresql://bot:p@ss/w#rd@127.0.0.1/ok"}, r"^DATABASE_URL (?!.*ss/w).*%40"),
    ({"DATABASE_URL": "postgresql://bot:pw@127.0.0.1:99999/ok"}, r"^DATABASE_URL .*port"),
    ({"BOT_LOG_LEVEL": "loud"}, r"^BOT_LOG_LEVEL .*must be 'debug', 'info', 'warning' or 'error'$"),
    ({"BOT_KEEP_INBOUND_DAYS": "1"}, r"^BOT_KEEP_INBOUND_DAYS .*must be at least 7$"),
    ({"TWILIO_MARGIN_SECONDS": "-1"}, r"^TWILIO_MARGIN_SECONDS .*must be at least 0$"),
    ({"TWILIO_MARGIN_SECONDS": "x"}, r"^TWILIO_MARGIN_SECONDS .*must be a number$"),
    ({"TWILIO_API_BASE_URL": "https://"}, r"^TWILIO_API_BASE_URL .*https://"),
    ({"TWILIO_SCHEDULE_AHEAD_SECONDS": "1"}, r"^TWILIO_SCHEDULE_AHEAD_SECONDS .*more than earliest"),
    (TWILIO | {"TWILIO_ACCOUNT_SID": "nope"}, r"^TWILIO_ACCOUNT_SID .*AC and 32"),
    (TWILIO | {"TWILIO_PHONE_NUMBER": "555"}, r"^TWILIO_PHONE_NUMBER "),
    (TWILIO | {"TWILIO_AUTH_TOKEN": " "}, r"^TWILIO_AUTH_TOKEN: is not set"),
    (TELNYX | {"TELNYX_API_KEY": " "}, r"^TELNYX_API_KEY: is not set"),
    (TWILIO | {"TWILIO_AUTH_TOKEN": ""}, r"^TWILIO_AUTH_TOKEN: is not set"),
    (TWILIO | {"BOT_PUBLIC_URL": ""}, r"^BOT_PUBLIC_URL: is not set"),
    (TELNYX | {"TELNYX_PUBLIC_KEY": ""}, r"^TELNYX_PUBLIC_KEY: is not set"),
    *((SMSGATE | {name: ""}, rf"^{name}: is not set; smsgate") for name in SMSGATE if name.startswith("SMSGATE_")),
    *((HTTPSMS | {name: ""}, rf"^{name}: is not set; httpsms") for name in HTTPSMS if name.startswith("HTTPSMS_")),
    (TWILIO | {"BOT_FALLBACK_PROVIDER": "telnyx"}, r"^BOT_FALLBACK_PROVIDER .*telnyx is not one of several"),
    (TWILIO | {"BOT_FALLBACK_PROVIDER": "twilio"}, r"^BOT_FALLBACK_PROVIDER .*twilio is not one of several"),
    (TWILIO | {"BOT_FALLBACK_PROVIDER": "vonage"}, r"^BOT_FALLBACK_PROVIDER .*one of the BOT_PROVIDERS"),
    (SMSGATE | {"SMSGATE_PHONE_NUMBER": "555"}, r"^SMSGATE_PHONE_NUMBER .*E.164"),
    (SMSGATE | {"SMSGATE_TTL_SECONDS": "5"}, r"^SMSGATE_TTL_SECONDS .*at least 60"),
    (SMSGATE | {"SMSGATE_MESSAGES_PER_MINUTE": "0"}, r"^SMSGATE_MESSAGES_PER_MINUTE "),
    (SMSGATE | {"SMSGATE_BASEURL": "x"}, r"^SMSGATE_BASEURL: .*SMSGATE_BASE_URL\?$"),
    (SMSGATE | {"BOT_PUBLIC_URL": "http://bot.example.com"}, r"^BOT_PUBLIC_URL .*https://"),
    (HTTPSMS | {"BOT_PUBLIC_URL": "http://127.0.0.1:8080"}, r"^BOT_PUBLIC_URL .*httpsms cannot reach this machine"),
    (TWILIO | {"BOT_PUBLIC_URL": "http://bot.example.com"}, r"^BOT_PUBLIC_URL .*https://"),
    (TELNYX | {"BOT_PUBLIC_URL": "http://localhost:8080"}, r"^BOT_PUBLIC_URL .*telnyx cannot reach this machine"),
    (TWILIO | {"BOT_PUBLIC_URL": "https://127.0.0.1"}, r"^BOT_PUBLIC_URL .*twilio cannot reach this machine"),
    (TWILIO | {"BOT_PUBLIC_URL": "https://[::1]:8080"}, r"^BOT_PUBLIC_URL .*twilio cannot reach this machine"),
    (
        {"TWILIO_COMFORTABLE_SECONDS": "1000", "TWILIO_SCHEDULE_AHEAD_SECONDS": "1000"},
        r"^TWILIO_COMFORTABLE_SECONDS .*TWILIO_SCHEDULE_AHEAD_SECONDS, and both are set",
    ),
]


@pytest.mark.parametrize(("environ", "said"), WRONG_ENVIRONMENTS)
def test_a_wrong_variable_is_named_in_one_line(environ, said):
    problem = problem_of(environ)
    assert re.search(said, problem), problem
    assert "\n" not in problem


WRONG_FILES = [
    ("[server]\nprot = 1", r"^config\.toml: \[server\] prot: .*port\?$"),
    ("[servers]\nport = 1", r"^config\.toml: servers: .*server\?$"),
    ("[twilio]\nauth_token = 'x'", r"auth_token is a secret; .* TWILIO_AUTH_TOKEN"),
    ("api_tokens = 'x'", r"api_tokens is a secret; .* BOT_API_TOKEN"),
    ("server = 1", r"^config\.toml: \[server\]"),
    ("providers = ", r"is not valid TOML"),
    (
        "[telnyx]\ncomfortable_seconds = 1000\nschedule_ahead_seconds = 1000",
        r"^config\.toml: \[telnyx\] comfortable_seconds .*schedule_ahead_seconds, and both are set",
    ),
]


@pytest.mark.parametrize(("text", "said"), WRONG_FILES)
def test_a_wrong_line_of_the_file_is_named(text, said, tmp_path):
    problem = problem_of({}, text, tmp_path)
    assert re.search(said, problem), problem
    assert "'x'" not in problem


@pytest.mark.parametrize("section", ["twilio", "telnyx", "simulator"])
def test_a_former_variable_counts_and_its_new_name_is_told(section):
    warned: list[str] = []
    former, new = (f"{section.upper()}_{name}_SECONDS" for name in ("COMFORTABLE", "SCHEDULE_AHEAD"))
    settings = load(ROOT / "config.toml", {former: "1234"}, warned.append)
    assert getattr(settings, section).window.schedule_ahead_seconds == 1234
    assert [line.startswith(f"{former} is now {new}") for line in warned] == [True]


def test_a_former_key_counts_and_its_new_name_is_told(tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[twilio]\ncomfortable_seconds = 1234\n")
    warned: list[str] = []
    assert load(config, {}, warned.append).twilio.schedule_ahead_seconds == 1234
    assert len(warned) == 1
    assert warned[0].startswith("config.toml: [twilio] comfortable_seconds is now schedule_ahead_seconds")
    assert load(config, {"TWILIO_SCHEDULE_AHEAD_SECONDS": "2345"}).twilio.schedule_ahead_seconds == 2345


LOCAL_TWILIO = TWILIO | {"TWILIO_API_BASE_URL": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    "environ",
    [
        {"BOT_PUBLIC_URL": "http://localhost:8080"},
        LOCAL_TWILIO | {"BOT_PUBLIC_URL": "http://127.0.0.1:8080"},
    ],
)
def test_without_a_provider_elsewhere_any_public_url_will_do(environ):
    assert load(None, environ).server.public_url == environ["BOT_PUBLIC_URL"]


def test_one_provider_elsewhere_is_enough_to_refuse_a_local_public_url():
    environ = LOCAL_TWILIO | TELNYX | {"BOT_PROVIDERS": "twilio,telnyx", "BOT_PUBLIC_URL": "http://127.0.0.1:8080"}
    assert problem_of(environ).startswith("BOT_PUBLIC_URL (config.toml: [server] public_url): telnyx cannot reach")


TOKEN = "a-token-of-24-characters"

US = {"BOT_COUNTRIES": "US"}

WARNINGS = [
    (TWILIO | US | {"BOT_API_TOKEN": TOKEN}, []),
    ({"BOT_API_TOKEN": f"shop:{TOKEN},clinic:{TOKEN}x,shop:{TOKEN}y,{TOKEN}z"}, []),
    ({"BOT_API_TOKEN": f"{TOKEN},shop:{TOKEN}x,{TOKEN}y"}, ["BOT_API_TOKEN: tokens without a name"]),
    ({"BOT_HOST": "0.0.0.0"}, ["BOT_HOST "]),  # noqa: S104
    ({"BOT_HOST": "::"}, ["BOT_HOST "]),
    ({"BOT_HOST": "localhost"}, []),
    ({"BOT_HOST": "::1"}, []),
    (TWILIO | US | {"BOT_HOST": "192.0.2.1"}, ["BOT_HOST "]),
    ({"BOT_PUBLIC_URL": "http://bot.example.com"}, ["BOT_PUBLIC_URL ", "BOT_PROVIDERS "]),
    ({"BOT_PUBLIC_URL": "https://bot.example.com"}, ["BOT_PROVIDERS "]),
    ({"BOT_PUBLIC_URL": "http://127.0.0.1:8080"}, []),
    (LOCAL_TWILIO | US, []),
    (PHONES, []),
    (SMSGATE | {"SMSGATE_BASE_URL": "http://192.168.1.20:8080"}, ["SMSGATE_BASE_URL "]),
    (SMSGATE | {"SMSGATE_BASE_URL": "http://127.0.0.1:8081", "BOT_PUBLIC_URL": "http://127.0.0.1:8090"}, []),
    (SMSGATE | {"SMSGATE_WEBHOOK_SIGNING_KEY": "eightchr"}, ["SMSGATE_WEBHOOK_SIGNING_KEY: is short"]),
    (HTTPSMS | {"HTTPSMS_WEBHOOK_SIGNING_KEY": f"{'x' * 32},short"}, ["HTTPSMS_WEBHOOK_SIGNING_KEY: is short"]),
    (TWILIO | US | {"TWILIO_API_BASE_URL": "http://proxy.example.com"}, ["TWILIO_API_BASE_URL "]),
    (TELNYX | US | {"TELNYX_BASE_URL": "http://proxy.example.com/v2"}, ["TELNYX_BASE_URL "]),
    (TELNYX | US | {"TWILIO_API_BASE_URL": "http://proxy.example.com"}, []),
    (TWILIO, ["BOT_COUNTRIES "]),
    (TWILIO | {"TWILIO_PHONE_NUMBER": "+442079460123"}, []),
    (TWILIO | {"BOT_COUNTRIES": "all"}, ["BOT_COUNTRIES "]),
    ({"BOT_COUNTRIES": "all"}, []),
    (TWILIO | US | {"TWILIO_AUTH_TOKEN": "new-token, old-token"}, ["TWILIO_AUTH_TOKEN: several tokens are accepted"]),
    ({"TWILIO_AUTH_TOKEN": "new-token, old-token"}, []),
]


@pytest.mark.parametrize(("environ", "beginnings"), WARNINGS)
def test_what_is_unsafe_is_warned_of_in_one_line(environ, beginnings):
    found = warnings(load(None, environ))
    assert len(found) == len(beginnings)
    for line, beginning in zip(found, beginnings, strict=True):
        assert line.startswith(beginning)
        assert "\n" not in line
        assert TOKEN not in line


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "bot.example.com"])
def test_a_phone_page_that_strangers_can_reach_is_warned_of(host):
    assert "phone page, which has no password" in warnings(load(None, {"BOT_HOST": host}))[0]
    assert "phone page" not in warnings(load(None, TWILIO | {"BOT_HOST": host}))[0]


WRONG_TOKENS = [
    (TOKEN[1:], "the token has fewer than 24 characters"),
    (f"shop:{TOKEN[1:]}", "the token has fewer than 24 characters"),
    (f"{TOKEN},shop:,other", "token 2 has fewer than 24 characters"),
    (f"sh op:{TOKEN}", "invalid name"),
    (f":{TOKEN}", "invalid name"),
    (f"{'n' * 33}:{TOKEN}", "invalid name"),
    (f"shop:{TOKEN} {TOKEN}", "which a header cannot carry"),
    (f"shop:{TOKEN}\u00e9", "which a header cannot carry"),
    (f"shop:{TOKEN},clinic:{TOKEN}", "one token has two names"),
]


@pytest.mark.parametrize(("value", "said"), WRONG_TOKENS)
def test_a_wrong_token_stops_the_start_and_is_not_shown(value, said):
    problem = problem_of({"BOT_API_TOKEN": value})
    assert problem.startswith("BOT_API_TOKEN: ")
    assert said in problem
    assert TOKEN[1:] not in problem


def test_two_tokens_of_twilio_may_be_valid_at_once():
    settings = load(None, TWILIO | {"TWILIO_AUTH_TOKEN": "new-token, old-token"})
    assert settings.twilio.auth_tokens == ("new-token", "old-token")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml", {})


def test_a_section_that_is_no_table_is_an_error_even_if_overridden(tmp_path):
    assert "[server]" in problem_of({"BOT_PORT": "1"}, "server = 1", tmp_path)
