"""Secrets from files: ``NAME_FILE`` and systemd credentials, for every secret setting."""

import os

import pytest

from bot.domain.errors import SettingsError
from bot.runtime.configuration import load
from bot.runtime.settings import all_settings

SECRET = "a-secret-of-more-than-24-characters"
SECRETS = {setting.env: setting for setting in all_settings() if setting.is_secret}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n")
    path.chmod(0o600)
    return path


def value_of(environ, env):
    """The secret in the settings that ``environ`` leads to."""
    setting = SECRETS[env]
    warned: list[str] = []
    settings = load(None, environ, warned.append)
    section = getattr(settings, setting.section) if setting.section else settings
    return getattr(section, setting.name).get_secret_value(), warned


def problem_of(environ):
    with pytest.raises(SettingsError) as caught:
        load(None, environ)
    assert SECRET not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("env", SECRETS)
@pytest.mark.parametrize("ending", ["", "\n", "\r\n", " \n\n"])
def test_every_secret_may_be_in_a_file(file, env, ending):
    file.write_bytes(f"{SECRET}{ending}".encode())
    assert value_of({f"{env}_FILE": str(file)}, env) == (SECRET, [])


@pytest.mark.parametrize("env", SECRETS)
@pytest.mark.parametrize("name", [str, str.lower])
def test_every_secret_may_be_a_systemd_credential(tmp_path, env, name):
    (tmp_path / name(env)).write_text(SECRET)
    (tmp_path / name(env)).chmod(0o400)
    assert value_of({"CREDENTIALS_DIRECTORY": str(tmp_path)}, env) == (SECRET, [])


def test_a_variable_counts_before_a_credential(tmp_path):
    (tmp_path / "TELNYX_API_KEY").write_text("from-the-credential")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "TELNYX_API_KEY": "from-the-variable"}
    assert value_of(environ, "TELNYX_API_KEY")[0] == "from-the-variable"


def test_a_credential_of_another_name_is_not_read(tmp_path):
    (tmp_path / "OTHER").write_bytes(b"\xff")
    assert value_of({"CREDENTIALS_DIRECTORY": str(tmp_path)}, "TELNYX_API_KEY")[0] == ""


def test_a_pipe_will_do(file):
    reader, writer = os.pipe()
    os.write(writer, SECRET.encode())
    os.close(writer)
    assert value_of({"TELNYX_API_KEY_FILE": f"/dev/fd/{reader}"}, "TELNYX_API_KEY") == (SECRET, [])
    os.close(reader)


UNUSABLE = [
    (b"", "is empty"),
    (b"\n", "is empty"),
    (b"\xff\xfe", "is not a text file"),
    (f"{SECRET}\nmore\n".encode(), "on one line"),
    (f"{SECRET}\0".encode(), "on one line"),
    (SECRET.encode() * 1000, "on one line"),
]


@pytest.mark.parametrize(("content", "said"), UNUSABLE, ids=range(len(UNUSABLE)))
def test_an_unusable_file_is_one_line_that_names_the_setting(file, content, said):
    file.write_bytes(content)
    problem = problem_of({"TWILIO_AUTH_TOKEN_FILE": str(file)})
    assert problem.startswith(f"TWILIO_AUTH_TOKEN_FILE: {file} ")
    assert said in problem
    assert "\n" not in problem


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_missing_file_is_one_line(tmp_path, path):
    problem = problem_of({"BOT_API_TOKEN_FILE": str(tmp_path / path)})
    assert problem.startswith("BOT_API_TOKEN_FILE: ")
    assert "cannot be read: " in problem
    assert "\n" not in problem


def test_a_secret_is_set_once(file):
    problem = problem_of({"TELNYX_API_KEY_FILE": str(file), "TELNYX_API_KEY": "x"})
    assert problem == "TELNYX_API_KEY_FILE: TELNYX_API_KEY is set as well; unset one of them"


@pytest.mark.parametrize("name", ["BOT_PORT_FILE", "TELNYX_PUBLIC_KEY_FILE"])
def test_only_secrets_may_be_in_files(file, name):
    assert problem_of({name: str(file)}) == f"{name}: only secrets can be read from a file; set {name[:-5]}"


def test_the_database_url_may_contain_a_password_and_be_in_a_file(file):
    file.write_text("sqlite:////var/lib/x.db\n")
    assert str(load(None, {"DATABASE_URL_FILE": str(file)}).storage.path) == "/var/lib/x.db"


@pytest.mark.parametrize(("mode", "warns"), [(0o600, False), (0o640, False), (0o644, True), (0o604, True)])
def test_a_file_that_everybody_can_read_is_warned_of(file, mode, warns):
    file.chmod(mode)
    _, warned = value_of({"TELNYX_API_KEY_FILE": str(file)}, "TELNYX_API_KEY")
    assert [line.startswith("TELNYX_API_KEY_FILE: every user") for line in warned] == [True] * warns
