"""How English says a misread request once more: "no I meant water the roses at 9", "i said to call the shop"."""

# ruff: noqa: SIM905 - words stay on their lines

import re

SAID_AGAIN = re.compile(
    r"(?:(?:no+|nope|nah|sorry|oops|wait|wrong|actually|hey|um|uh|not that|that's wrong|thats wrong)[\s,.!-]*)*"
    r"(?:i|what i|all i) (?:meant|said|mean|wanted|asked)(?: was| is)?(?: (?:to say|for you to|you to))?"
    r"[\s,:-]+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
TO_REMIND = re.compile(
    r"(?:please |to |can you )?(?:remind|reminder|set|text|ping|wake|tell|nudge|alarm|timer)\b", re.IGNORECASE
)
TO_BE_REMINDED = "remind me to {}"
NO_THING = frozenset(
    "it that this one ones other not no yes none never i you he she they we is are was were do did don't what".split()
    + "when where why how nothing anything something ok stop cancel delete undo remove change move all both".split()
    + "last first next number so if it's thing things well hello hi thanks sorry you're".split()
)
MARKS = " .,!?;:"
SAY = "say"  # "change 1 to say milk"
