"""How English says that a change is for one time only, or for some days: "just for today", "thursday to sunday"."""

# ruff: noqa: E501, SIM905 - a pattern stays on its line

import re

_WEEKDAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = rf"(?:{_WEEKDAY}|(?:the )?(?:{_MONTH} (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?{_MONTH})?|today|tomorrow|tonight)"
_DAY = rf"(?:today|tonight|tomorrow(?: morning| night| evening| afternoon)?|this (?:week|{_WEEKDAY}|morning|afternoon|evening|weekend)|next {_WEEKDAY})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# The change is for that day or week alone.
ONLY = _compiled(
    rf"[,.]?\s*\b(?:but )?(?:(?:just|only)(?: for| on)? (?P<day>{_DAY}|{_WEEKDAY})|(?:for |on )?(?P<other>{_DAY}) (?:only|alone)"
    r"|(?:just |only |but just )?(?:for )?this (?:once|time|one time)(?: only)?|(?:just|only) (?:the |this )?once)\b(?: only)?"
)
RANGE = _compiled(
    rf"(?:\b(?:from|between|for|on|during) )?\b(?P<first>{_DATE})\s*(?:\bto\b|\bthrough\b|\bthru\b|\btill?\b|\buntil\b|\band\b(?<=between)|-|\u2013)\s*"
    rf"(?P<last>{_DATE})\b"
)
WEEK = _compiled(
    r"(?:\b(?:for|all|during|on) )?\b(?P<span>(?:next|this) (?:week|weekend)|the week of (?:the )?[a-z0-9]+(?: \d+)?)\b"
)
THOSE_DAYS = _compiled(
    r",?\s*\b(?:for |on |during |in )?(?:that week|those days|these days|that time|then|the whole time|while|during)\b"
)
# A request to leave something out, and what: "no plants", "skip the inhaler thing", "don't remind me about it".
LEAVING_OUT = _compiled(
    r"(?:(?:please|pls|so|and|can you|could you|can u|you can|then|just|also|but|ok|how can i|how i can|how do i|i want to|i need to) )*"
    r"(?:skip|pause|hold(?: off on)?|omit|leave out|mute|suspend|stop|turn off|no need for|no need of|no more|no|cancel|take a break from"
    r"|(?:i |we )?(?:don't|dont|do not|won't|wont|will not) (?:need|want|remind (?:me|us) (?:about|of|to)|send(?: me)?)|there is no|there's no|theres no|drop)"
    r" (?P<what>[^,.;!?]+?)(?: (?:please|pls|thanks|off|for now|reminders?|after all|either))*"
)
PARTS = _compiled(r"[,.;!?]+\s*|\s+(?=(?:so|and|then|but) )|\s+(?=(?:no|skip|pause|stop) )")
PRONOUNS = frozenset("it that this them those these".split())
AND_ORDINAL = "the {}th"
MOVE = "move {} to {}"
# "tonight's is at 10 instead", "make thursday's walk 5": of that day alone.
OF_DAY = _compiled(
    rf"(?:^|[,.;]\s*|\b(?:and|so|but) )(?:(?:can you|please|pls) )*(?:make |move |push |do |change |shift |put )?(?:the )?(?:(?P<day>tonight|today|tomorrow)(?:'s|s|\u2019s)|(?P<weekday>{_WEEKDAY})['\u2019]s)"
    r"(?P<what>(?: (?!is\b|at\b|to\b|should\b|needs\b|will\b)[a-z]+){0,3}?)(?: one| dose)? (?P<how>(?:is|should be|needs to be|to|at|can be|will be|back to|now|for| )+) ?(?P<time>\d[^,;]*?)(?: instead| this time)*[\s.!]*$"
)
# "skip thursday's soccer".
DAY_SKIPPED = _compiled(
    rf"(?:so |please |can you |and )*(?:skip|miss|no|drop|leave out|cancel) (?P<day>tonight|today|tomorrow|{_WEEKDAY})(?:'s|s|\u2019s) (?P<what>[^,.;]+)"
)
NOT_THEN = _compiled(
    rf"(?:(?:oh|but|ok|just|well|actually|and) )*not (?:on |for )?(?P<day>(?:this|next) (?:coming )?{_WEEKDAY}|this week|next week|this weekend)(?:[,.!]? (?:though|tho|however|please|because|cause|cuz|since|i|we|he|she|they|i'm|im)\b.*)?[\s.!]*"
)
MOVE_IT = "move it to {}"
# "no is necessary call this sunday": a day on which something is not needed.
NOT_NEEDED = _compiled(
    rf"(?:(?:so|ok|sorry|please|then) )*(?:(?:it )?(?:is )?(?:no|not)(?: is)? (?:necessary|needed|need)|no need|(?:i |we )?(?:don't|dont|do not) need)(?: to| that| for| the| of)*"
    rf" (?P<what>[^,.;]+?) (?P<day>(?:on )?(?:this |next )?(?:{_WEEKDAY}|weekend|week)|tomorrow|today|tonight)\b.*"
)
_WEEKDAYS = (
    rf"(?:(?:{_WEEKDAY}|weekend|weekday)s|(?:every|each) (?:{_WEEKDAY}|weekend))(?: ?(?:,|and|&) ?(?:{_WEEKDAY})s)*"
)
# "rounds are 7 on mondays", "on fridays make the sauce 2": of those days alone, from now on.
ON_WEEKDAYS = _compiled(
    rf"(?:(?:and|but|also|actually|oh|so|except|only) )*(?P<what>.+?) (?:is|are|stays?|starts?|should be|needs to be|will be|goes|comes|at|to)(?: at)? (?P<time>\d[\d: apm.]*|noon|midnight) (?:on |but only on |only on )?(?P<days>{_WEEKDAYS})(?: (?:only|now|though|from now on))*[\s.!]*"
)
WEEKDAYS_FIRST = _compiled(
    rf"(?:(?:and|but|also|actually|oh|so) )*(?:on )?(?P<days>{_WEEKDAYS}),? (?:make |move |do |set |change )?(?P<what>.+?) (?:is|are|stays?|starts?|should be|needs to be|will be|goes|at|to)(?: at)? (?P<time>\d[\d: apm.]*|noon|midnight)(?: (?:only|instead|now|though))*[\s.!]*"
)
VERB_FIRST = _compiled(r"^(?:make|move|do|set|change|put|have|let) ")
EACH = ("every", "each")
AT = "at {}"
# "change the walk to 5 starting monday".
STARTING = _compiled(
    rf",?\s*\b(?:starting|beginning|from|as of|effective|start|begin)(?: on)? (?P<day>tomorrow|next week|(?:next |this |coming )?{_WEEKDAY}|(?:the )?(?:{_MONTH} (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)|{_MONTH} \d{{1,2}})(?: on(?:wards?)?| forward)?\b(?! to\b)"
)
# "not the sunday the vitamin".
NOT_DAY = _compiled(
    rf"(?:(?:but|and|please|ok) )*not (?:the |on |this |on the )?(?P<day>{_WEEKDAY}|tomorrow|today|tonight) (?:the |for |for the )(?P<what>[^,.;]+?)[\s.!]*"
)
# "this sunday make it seven": on that day alone.
DAY_FIRST = _compiled(
    rf"(?:(?:but|and|ok|oh|so|for|on) )*(?P<day>this {_WEEKDAY}|next {_WEEKDAY}|tomorrow|today|tonight),? (?P<rest>(?:can you |please )*(?:make|do|move|push|change|have|put) .+)"
)

# "practice is tue thu next week only", "move trash to wed this week": those days of that week alone.
_AND_MORE = rf"{_WEEKDAY}(?: ?(?:,|and|&|/|\+)? ?{_WEEKDAY})*"
WEEK_ALONE = _compiled(
    r"[,.]?\s*\b(?:(?:but|just|only|for|in|on) )*(?P<week>(?:this|next) week)\b(?: only| alone| instead| tho(?:ugh)?)*"
)
BECAUSE = _compiled(
    r"(?:[,.;]+|\s(?=(?:because|cause|cuz|bc|since|cos)\b))\s*"
    rf"(?!.*\b(?:remind|set|cancel|delete|move|skip|add|also|and|then|week|{_WEEKDAY})\b)\D*$"
)
TO_DAYS = _compiled(
    r"(?:(?:ok|oh|so|but|hey|and|no|nope|sorry|wait|actually|please|pls|can you|could you)[,.!]* )*(?:(?:move|make|do|put|change|switch|shift|reschedule|push|bump) )?(?P<what>\S.*?)"
    r"(?:(?: (?:is|are|was|were|gets|got|has been|will be|should be|goes|comes|being|been|now|just|moved|changed|switched|pushed|bumped))+(?: back)?(?: to| on| for)?|'s|\u2019s| back to| back on| to| on)"
    rf" (?:(?:on|only|just|now) )*(?P<days>{_AND_MORE})(?: (?:at |@ ?)?(?P<time>\d[\d: apm.]*|noon))?(?: (?:only|instead|now|again))*[\s.!]*"
)
NOT_MOVED = _compiled(
    r".*\?\s*$|(?:(?:so|and|but|hey|ok) )*(?:is|are|was|will|when|what|which|who|does|do|did|how|why|can|i have|i've|ive|i got|we have|we've|there|another|remind|add|set)\b.*"
)
WEEKDAY = _compiled(rf"\b{_WEEKDAY}\b")
SWAPPED = _compiled(
    r"(?:(?:ok|oh|so|but|hey|and|actually|please|pls|i|we|they|have|i've|had to|just|can you) )*(?:swap|switch|trade|exchange)(?:p?ed|d|ped)? (?:out )?"
    rf"(?:(?:my |the )?(?P<before>(?!my |the )[a-z][a-z ]*?) (?:from |on )?)?(?:my |the )?(?P<old>{_WEEKDAY})(?:['\u2019]?s)?(?: (?P<what>(?!for\b|with\b|to\b)[a-z ]+?))? (?:for|with|to) (?:a |the )?(?P<days>{_WEEKDAY})[\s.!]*"
)
BACK = _compiled(rf"\b(?:is|are|goes|went|moved) back (?:to|on|at) (?={_WEEKDAY}|\d)")
ON_AGAIN = "is "
FROM_DAY = _compiled(rf"\s*\bfrom (?P<day>{_WEEKDAY})\b")
OF_WORK = frozenset(("shift", "shifts", "day", "days", "it", "that", "one"))
