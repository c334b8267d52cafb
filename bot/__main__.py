"""The entry point of ``python -m bot`` and of the installed script ``reminder-bot``.

It also runs where nothing is installed yet, and on a Python that is too old: then it says so in one line. So it imports
nothing but the standard library before both are checked, and has no syntax that an old Python cannot parse.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the package's metadata is read only when it is installed
    sys.exit(
        "Python 3.11 or newer is required, and this is %d.%d: run `make run PYTHON=python3.11`, "  # noqa: UP031
        "or .venv/bin/python -m bot ..." % sys.version_info[:2]
    )

from bot.cli.requirements import missing_requirement

__all__ = ["main"]

try:
    from bot.cli.main import main
except ImportError as error:
    problem = missing_requirement(error)
    if problem is None:
        raise
    sys.exit(problem)

if __name__ == "__main__":
    main()
