"""How a text goes on about the reminder that it has just changed: "... and call it vitamins", "... and drop fridays"."""

# ruff: noqa: E501 - a pattern stays on its line

import re

_DAYS = (
    r"(?:on )?(?:every )?(?:the )?(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|week)(?:day|end)?s?"
    r"(?: ?(?:,|and|&) ?(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?)*"
)
JOINT = re.compile(
    r"\s*(?:[,;.]|\b(?:and|n|then|plus|but|also)\b|&)(?:\s*(?:and|also|then|plus|but|please|just|can you|could you|[,&]))*\s+",
    re.IGNORECASE,
)


def _tail(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}[\s.!]*(?:please|thanks|thx|ty)?[\s.!]*", re.IGNORECASE)


# What the rest of the text is, and the request that it stands for, in the plainest words.
TAILS = (
    (_tail(r"(?:call|name|title|label|rename|retitle) (?:it|that|this)(?: to| as)? (?P<what>.+?)"), "rename it {what}"),
    (_tail(r"(?:make|have|let) (?:it|that) say (?P<what>.+?)"), "make it say {what}"),
    (_tail(r"(?:it |that )?should say (?P<what>.+?)"), "make it say {what}"),
    (_tail(rf"(?:drop|skip|lose|no|not on|leave out|remove|cut|cancel|delete|without|except) (?P<what>{_DAYS})"), "make it skip {what}"),
    (_tail(r"(?:drop|skip|lose|no|not on|leave out|cancel|delete|without|except) (?P<what>.+?)"), "skip it {what}"),
    (_tail(rf"(?:only|just|make it|make it only|only do) (?:on )?(?P<what>{_DAYS})(?: only)?"), "make it every {what}"),
    (_tail(r"(?:add|include|note|put) (?P<what>(?!it\b)(?:(?!\b(?:to|on) (?:it|that|the|my|\d)\b).)+?)(?: to (?:it|that))?"), "add {what} to it"),
    (_tail(r"(?:make|move|change|set|do|push|put|shift|bump) (?:it|that) (?P<what>.+?)"), "make it {what}"),
)  # fmt: skip
# The same done to another one: "change the gym to 7 and the vet to 8".
BORROWING = re.compile(r".+ (?:to|until|till|for) .+", re.IGNORECASE)
BORROWED = "move {}"
# Heads-ups of what was changed: "and remind me an hour before".
AHEAD = _tail(r"(?:remind|ping|text|tell|nudge|alert) me (?P<what>.+ (?:before|ahead|early|prior))")
