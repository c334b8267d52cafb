"""Tells a missing requirement from a defect of the bot. Imports only the standard library."""

import sys


def missing_requirement(error: ImportError) -> str | None:
    """One line for the operator if a library is missing or too old; None if the bot itself is at fault."""
    library = (error.name or "").partition(".")[0]
    if not library or library == "bot" or library in sys.stdlib_module_names:
        return None
    is_missing = isinstance(error, ModuleNotFoundError)
    reason = f"there is no module {library}" if is_missing else f"{library} has another version"
    return f"Requirements are not installed ({reason}): run `make run`, or .venv/bin/python -m bot ..."
