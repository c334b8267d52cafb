"""Stable names: intents, assumptions, and what a question is about."""

from enum import StrEnum


class Intent(StrEnum):
    """Stable names of the commands for programs: ``parse --batch``, metrics, the API."""

    CREATE = "create"
    ASK_TIME = "ask_time"
    LIST = "list"
    CANCEL = "cancel"
    CANCEL_ALL = "cancel_all"
    EDIT = "edit"
    SNOOZE = "snooze"
    DONE = "done"
    UNDO = "undo"
    TIMEZONE = "timezone"
    SETTINGS = "settings"
    HELP = "help"
    WHY = "why"
    STOP = "stop"
    START = "start"
    THANKS = "thanks"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """What a question to the bot is about that no reminder answers."""

    PERSON = "person"  # "are you a person?"
    NAME = "name"
    MOOD = "mood"  # "how are you"
    PRESENCE = "presence"  # "are you there?"
    COST = "cost"
    LANGUAGE = "language"
    OTHERS = "others"  # "can you text my dad?"
    CALLS = "calls"
    PRIVACY = "privacy"
    NUMBER_OF_TEXTS = "number_of_texts"
    ADVICE = "advice"  # "what should I prepare"
    CHANGING = "changing"  # "can I change the time later?"
    DELETING = "deleting"
    UNANSWERED = "unanswered"  # "what happens if I don't answer"
    FAR = "far"  # "how far ahead can I set one"
    HOURS = "hours"  # "do you work on weekends?"
    COMPLAINT = "complaint"  # "you are useless"
    OPTING_OUT = "opting_out"  # "how do I make this stop?"


class Asked(StrEnum):
    """What is asked about a reminder that is there."""

    IS_SET = "is_set"  # "did you get that?"
    WHEN = "when"  # "is that tomorrow?"
    HALF = "half"  # "am or pm?"
    END = "end"  # "does 2 stop on the 18th?"
    REPEAT = "repeat"  # "is 3 every day?"


class Assumption(StrEnum):
    """Something the text did not say and the reading assumed; the confirmation mentions it."""

    DEFAULT_HOUR = "default_hour"  # a date without a time
    PART_OF_DAY = "part_of_day"  # "tomorrow evening" has no clock time
    MERIDIEM = "meridiem"  # "at 5": the next sensible one
    NEXT_DAY = "next_day"  # the clock time has passed today
    NEXT_YEAR = "next_year"  # the date has passed this year
    SPRING_GAP = "spring_gap"  # the wall time does not exist on that day: moved forward by the gap
    AUTUMN_FIRST = "autumn_first"  # the wall time occurs twice on that day: the first one
    SHORT_MONTH = "short_month"  # day 29, 30 or 31 in a month without it: its last day
    NIGHT_END = "night_end"  # "midnight on New Year's Eve" is the end of that day
    VAGUE = "vague"  # "in a few hours", "noonish"
