"""English as text: how a request is put in the plainest words, and how lists and repeats are written."""

import re

REMIND_TO = "remind me to {}"
REMIND_IN = "remind me about {} in {}"
REMIND_AT, MESSAGE_AT = "remind me to stretch at {}", "stretch"
SET_TIMER = "set a timer for {}"
SET_ALARM = "set an alarm {}"

ALL = frozenset({"all", "everything", "all of them", "every"})
AM, PM = re.compile(r"\bam\b", re.IGNORECASE), re.compile(r"pm", re.IGNORECASE)
JOINT = re.compile(r"\s*(?:,|&|\b(?:and|or|n|plus)\b)\s*", re.IGNORECASE)
DEFINITE = "the "
EVERY = "every {}"
REPEATS = re.compile(r"s$|^(?:every|each) ", re.IGNORECASE)  # "wednesdays", "every wednesday"
DAY_LEAD = re.compile(r"^(?:on )?(?:every )?", re.IGNORECASE)
PLURAL = "s"
AT = "at {}"
COMING = "coming"  # "the roofer is coming friday"
NOT = frozenset({"not", "no"})
# "did you ...", "did I schedule ..." ask what is set, not what came
ASKED_OF = frozenset({"you", "it"})
SETTING = frozenset(
    ["have", "get", "got", "make", "made", "schedule", "scheduled", "set", "put", "write", "wrote", "record", "add"]
)
HOLIDAYS = "holidays"
