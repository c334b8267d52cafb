"""What ``python -m bot check`` says about a database, whatever the backend."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseReport:
    """The result of an inspection. ``problem`` is one line for the operator, empty if there is none.

    ``is_server``: it is a database on a server, not a file. ``exists``: it has the bot's tables.
    ``is_newer``: a newer release has migrated it. ``announced`` are the settings of the bots that are using it.
    ``sharing`` says how other users of the machine could get at it, empty if they cannot.
    ``name`` is the file or the URL without its password. ``migrations_pending`` will be applied at the next start. The
    counts are 0 if there is no database yet.
    """

    name: str
    exists: bool
    problem: str = ""
    sharing: str = ""
    is_server: bool = False
    is_newer: bool = False
    migrations_pending: int = 0
    announced: tuple[Mapping[str, str], ...] = ()
    people: int = 0
    open_reminders: int = 0
