"""Find a language's tables; English stands in for those that it does not have."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ENGLISH = "en"


def has_tables(code: str, name: str) -> bool:
    """Whether the language ``code`` has the module ``name``, which may lie in a folder of it ("rules.listing")."""
    at = f"{__package__}.{code}"
    if not code.isalpha() or find_spec(at) is None:
        return False
    for part in name.split("."):
        at = f"{at}.{part}"
        if find_spec(at) is None:
            return False
    return True


def owner_of(code: str, name: str) -> str:
    """The language whose tables ``name`` serve for ``code``: itself, or English."""
    return code if has_tables(code, name) else ENGLISH


def tables_of(code: str, name: str) -> ModuleType:
    """The module ``name`` of the language ``code``, or the English one."""
    return import_module(f"{__package__}.{owner_of(code, name)}.{name}")
