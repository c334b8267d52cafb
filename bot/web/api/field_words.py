"""What is wrong with a field of a request, in words that say how to mend it.

pydantic's own are for programmers of Python: "Input should be a valid tuple".
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

_WORDS = {
    "missing": "is required",
    "string_type": "must be a string",
    "string_too_short": "must not be empty",
    "tuple_type": 'must be a list, like ["..."]',
    "list_type": 'must be a list, like ["..."]',
    "uuid_type": "must be an id as the bot returned it",
    "uuid_parsing": "must be an id as the bot returned it",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "finite_number": "must be a finite number",
    "model_type": "must be an object, like {...}",
    "model_attributes_type": "must be an object, like {...}",
}
_WITH_LIMIT = {
    "too_long": ("must have at most {} entries", "max_length"),
    "string_too_long": ("must have at most {} characters", "max_length"),
    "greater_than_equal": ("must be {} or more", "ge"),
    "less_than_equal": ("must be {} or less", "le"),
    "enum": ("must be one of {}", "expected"),
}
_EXAMPLES = {"heads_ups": '["P1D", "PT1H"]', "media_urls": '["https://..."]'}


def field_words(violation: Mapping[str, Any], known: Iterable[str] = ()) -> str:
    """What is wrong, of one of ``ValidationError.errors()``; ``known`` are the names of the request's fields."""
    kind, context = violation["type"], violation.get("ctx", {})
    name = str(violation["loc"][-1])
    if kind == "extra_forbidden":
        near = get_close_matches(name, list(known), n=1)
        return "is not a field of this request" + (f"; did you mean {near[0]}?" if near else "")
    if kind in _WITH_LIMIT:
        words, limit = _WITH_LIMIT[kind]
        value = context.get(limit, "")
        return words.format(int(value) if isinstance(value, float) and value.is_integer() else value)
    if kind in ("tuple_type", "list_type") and name in _EXAMPLES:
        return f"must be a list, like {_EXAMPLES[name]}"
    said = str(violation["msg"]).removeprefix("Value error, ")
    return _WORDS.get(kind, said)
