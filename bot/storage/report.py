"""What ``python -m bot check`` says about a database, whatever the backend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseReport:
    """The result of an inspection. ``problem`` is one line for the operator, empty if there is none.

    ``sharing`` says how other users of the machine could get at it, empty if they cannot.
    ``name`` is the file or the URL without its password. ``migrations_pending`` will be applied at the next start. The
    counts are 0 if there is no database yet.
    """

    name: str
    exists: bool
    problem: str = ""
    sharing: str = ""
    migrations_pending: int = 0
    people: int = 0
    open_reminders: int = 0
