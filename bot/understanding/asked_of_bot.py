"""What a question to the bot is about: the bot itself, or one reminder."""

from enum import StrEnum


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
    PHONE_OFF = "phone_off"  # "what happens if my phone is off?"
    FAR = "far"  # "how far ahead can I set one"
    HOURS = "hours"  # "do you work on weekends?"
    SKIPPING = "skipping"  # "how do I skip one"
    LUCK = "luck"  # "wish me luck"
    COMPLAINT = "complaint"  # "you are useless"
    OPTING_OUT = "opting_out"  # "how do I make this stop?"


class Asked(StrEnum):
    """What is asked about a reminder that is there."""

    IS_SET = "is_set"  # "did you get that?"
    WHEN = "when"  # "is that tomorrow?"
    HALF = "half"  # "am or pm?"
    END = "end"  # "does 2 stop on the 18th?"
    REPEAT = "repeat"  # "is 3 every day?"
