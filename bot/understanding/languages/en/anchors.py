"""English words for times that are counted from what was spoken of before."""

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


THAT_DAY = _compiled(r"\b(?:on )?(?:that|(?:the )?same) day\b")
THOSE_DAYS = _compiled(r"\b(?:on )?(?:those|these|(?:the )?same) days\b")
THAT_PART = _compiled(r"\b(?:on )?(?:that|(?:the )?same) (?P<part>morning|afternoon|evening|night)\b")
DAY_BEFORE = _compiled(
    r"\b(?:the )?(?P<part>day|night|evening|morning) before(?: that| it)?\b(?=\s*(?:$|[.,!?]|at|too|to|as well|also))"
)
MORNING_OF = _compiled(
    r"\b(?:the )?(?P<part>morning|day|night|evening) of\b(?=\s*(?:$|[.,!?]|at|too|to|as well|also|and))"
)
SAME_TIME = _compiled(r"(?:,\s*)?\b(?:at |in |on )?(?:the )?same (?:time|hour)\b")
# A change keeps the time unless it names another.
CHANGING = _compiled(r"\b(?:move|moved|change|changed|reschedule|rescheduled|push|pushed|shift|shifted|bump|make it)\b")
# "nudge me thursday about that": the same thing.
ABOUT_THAT = _compiled(r"\b(?:about|of|for) (?:that|it|this)\s*[.!?]*$")
# "so I can pack": why, not what.
WHY = _compiled(r"(?<!\s)(?:\s*,)?\s*\bso (?:that )?(?:i|we|he|she|they) .*$")
AT_THEN = _compiled(r"\b(?<=remind me )then\b|\b(?<=tell me )then\b|\b(?<=text me )then\b")
BEFORE = frozenset({"before", "b4", "prior", "beforehand"})
EARLIER = frozenset({"earlier", "early"})
# "and one at 1pm that day": one more reminder.
ONE_MORE = _compiled(
    r"^(?:and |also |plus |oh and )?(?:one|another(?: one)?|one more|a second one)"
    r"(?: more)? (?P<lead>at|for|on|in|(?=the \w+ before))\b"
)
# "and my water pill too", "same for the vitamins": the same time for something else.
AS_WELL = _compiled(
    r"^(?:oh |ok |okay |and |also |plus |then )*(?:(?:and|also|plus) (?P<also>.+?) (?:too|also|as well)"
    r"|(?:do |set )?(?:the )?same (?:thing )?(?:for|with) (?P<same>.+?)(?: too| as well)?)[\s.!]*$"
)
# "and at 6pm", "also friday": further times for what was set last.
MORE_TIMES = _compiled(
    r"^(?:oh |ok |okay |yes |yeah )*(?:and|also|plus|n|&)[ ,]+(?:then |also |once more |again |one more |another )*"
    r"(?P<times>.*?\w)(?: too| also| as well| again)?[\s.!]*$"
)
# "add: bring the folder": more words for what was spoken of.
MORE_WORDS = _compiled(
    r"^(?:oh |and |also |please |ok |okay )*(?:add|note|include|put)(?: (?:a )?(?:note|detail))?"
    r"(?: to (?:that|it))?\s*:\s*(?P<words>.+?)[\s.]*$"
)
# The reason behind the time: "at 1pm so we leave on time".
PURPOSE = _compiled(r"^(?:so that|so|because|since|bc) |(?:^|\s)(?:too|also|as well|again|please|then)$")
# One of these must occur, or there is nothing to resolve.
AMBIGUOUS = _compiled(
    r"\b(?:that|of|same|those|these|before|b4|beforehand|earlier|after|prior|then|one|another|too|also|as well|and|plus"
    r"|n)\b"
)
# What is said around a length of time where no new reminder is described.
_FILLERS = """
    and also plus please remind me ping text tell give nudge warn alert us too as well again it that the then for of
    a an reminder one heads up headsup another more can could you i'd like want need ok okay oh yes yeah
    n & like abt around make there yep yup k bet lol hey hi
    so do send get , . ! ? - ( ) set add about it's its thanks
"""
NOTHING_ELSE = frozenset(_FILLERS.split())
