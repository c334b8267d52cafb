"""Secrets from files: ``NAME_FILE`` names one, and systemd puts credentials into a folder.

https://systemd.io/CREDENTIALS/
"""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.runtime.setting_names import Setting

CREDENTIALS_FOLDER = "CREDENTIALS_DIRECTORY"  # set by systemd for a unit with LoadCredential=
MAX_BYTES = 16_384


def read_secret_files(
    secrets: tuple[Setting, ...], given: dict[str, str], warn: Callable[[str], None]
) -> Iterator[str]:
    """Put each secret that is in a file into ``given``; yield a problem for each that cannot be used.

    ``NAME_FILE`` counts before a credential named ``NAME`` (or ``name``), and ``NAME`` itself before both are read.
    ``warn`` gets a line for each file that every user of the machine can read.
    """
    credentials = given.get(CREDENTIALS_FOLDER)
    for setting in secrets:
        named = given.pop(setting.file_env, None)
        if named is not None and setting.env in given:
            yield f"{setting.file_env}: {setting.env} is set as well; unset one of them"
        elif named is not None:
            yield from _read(setting.file_env, Path(named), setting.env, given, warn)
        elif credentials and setting.env not in given:
            found = (Path(credentials) / name for name in (setting.env, setting.env.lower()))
            for path in [path for path in found if path.is_file()][:1]:
                yield from _read(f"{setting.env} (systemd credential)", path, setting.env, given, warn)


def _read(label: str, path: Path, env: str, given: dict[str, str], warn: Callable[[str], None]) -> Iterator[str]:
    try:
        with path.open("rb") as file:  # may be a pipe, as in NAME_FILE=<(pass show name)
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(MAX_BYTES + 1)
        secret = content.decode("utf-8-sig").strip()
    except OSError as error:
        yield f"{label}: {path} cannot be read: {error.strerror}"
        return
    except UnicodeDecodeError:
        yield f"{label}: {path} is not a text file"
        return
    if not secret:
        yield f"{label}: {path} is empty"
    elif len(content) > MAX_BYTES or not secret.isprintable():
        yield f"{label}: {path} must hold the secret on one line and nothing else"
    else:
        if stat.S_ISREG(mode) and mode & stat.S_IROTH:
            warn(f"{label}: every user of this machine can read {path}; run `chmod 600 {path}`")
        given[env] = secret
