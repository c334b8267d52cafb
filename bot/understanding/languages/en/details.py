"""How English changes a detail of a reminder: a heads-up, a word of it, whether it is repeated until done."""

# ruff: noqa: E501 - a pattern stays on its line

import re


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern})[\s.!]*", re.IGNORECASE)


_PLEASE = r"(?:(?:please|pls|can you|could you|can u|ok|okay|oh|also|and|actually|so|wait|no|just|then|only)[,.!]? )*"
_ONE = r"(?:(?:one|ones|reminder|heads[- ]?up|alert|text|ping|notice|notification|warning)s?)?"
# Around the words for a heads-up, which stand for {}: "drop the {} from 2", "remind me {} the inspector instead".
LEAD_DROPPED = _whole(
    rf"{_PLEASE}(?:drop|remove|delete|cancel|skip|lose|take off|turn off|take out|get rid of|no|no more|stop|(?:i )?(?:don't|dont) (?:need|want))"
    rf"(?: the| that| my)? ?\{{\}} ?{_ONE} ?(?:(?:from|for|of|on|off|before|with|about) )?(?P<what>.*?)(?: reminder| thing| one)?(?: please| anymore)?"
)
LEAD_INSTEAD = _whole(
    rf"{_PLEASE}(?:change|make|set|do|put|have|let)? ?(?P<what>.*?) ?(?:to|for|at|be|come|ring|should be|needs to be|should come|must be|is|has to be)? ?(?P<only>(?:only|just)(?: the)? )?\{{\}} ?(?P<behind>.*?)"
)
LEAD_REMINDED = _whole(
    rf"{_PLEASE}(?:remind|ping|text|tell|nudge|alert|warn|bug) (?:me|us) ?(?:about |for )?(?P<what>.*?) ?(?P<only>(?:only|just) )?(?:the )?\{{\}} ?(?P<behind>.*?)"
)
EARLIER = frozenset({"earlier", "early", "sooner"})  # "make it an hour earlier" moves it
SHOULD_BE = re.compile(r"\b(?:should be|needs to be|should come|must be|has to be)\s*$", re.IGNORECASE)
MADE = re.compile(r"^(?:ok |okay |actually |please |no |can you )*(?:make|change|set)\b", re.IGNORECASE)
INSTEAD = re.compile(r"\b(?:instead|only|rather|just|now|not \w+)\b", re.IGNORECASE)
# What may be left of a reference: "for the inspector one".
NAME_LEAD = re.compile(
    r"^(?:for|of|about|the|my|on|it|that|reminder|number|no|#|and)\b\s*|\s*\b(?:one|thing|reminder|appointment|it's|its|it|is|are)$",
    re.IGNORECASE,
)

_DOSE = r"(?:mg|mcg|ml|g|iu|units?|tabs?|tablets?|pills?|drops?|puffs?|percent|%|lbs?|kg|oz|cups?|people|pages?|times|reps|miles?)"
FROM_TO = _whole(
    rf"(?:.*?\b)?(?P<what>[a-z][\w' ]*?) (?:is |was |went |got |goes |has |been |dose )*(?:changed |switched |moved |up |upped |down |raised |lowered |bumped )*(?:from) "
    rf"(?P<old>\d[\d.,/]*)(?P<old_unit> ?{_DOSE})? to (?P<new>\d[\d.,/]*)(?P<new_unit> ?{_DOSE})?(?:[,.]? (?:now|same time|as of .+|starting .+|instead|from now on))*"
)
NOT_OLD = _whole(
    rf"{_PLEASE}(?:it's|its|it is|that's|i meant|i mean|meant|should be|it should be|it should say|i said|make it|make that|name is|her name is|his name is)? ?"
    r"(?P<new>[a-z0-9][\w'. -]{0,40}?),? (?:not|instead of|rather than) (?P<old>[a-z0-9][\w'. -]{0,40}?)"
)
NAG = _whole(
    rf"{_PLEASE}(?:make|let|have) (?P<what>.+?) (?:nag|bug|pester|keep reminding|keep texting|keep bugging)(?: me| us)?(?: every (?P<every>.+?))?(?: (?:until|till|til) .*)?"
)
NAG_ABOUT = _whole(
    rf"{_PLEASE}(?:nag|bug|pester|keep (?:reminding|texting|bugging|nagging)) (?:me|us) (?:about|of|for|on|with) (?P<what>.+?)(?: every (?P<every>.+?))?(?: (?:until|till|til) .*)?"
)
NO_NAG = _whole(
    rf"{_PLEASE}(?:(?:stop|no|no more|quit|end|turn off|drop|without|cut) (?:the |all the )?nagging(?: me)?(?: (?:on|for|about|of|with) (?P<what>.+?))?(?:[,.]? (?:just )?once (?:is|will be|would be) (?:fine|enough|ok|good|plenty))?"
    r"|(?:don't|dont|do not) nag(?: me)?(?: (?:on|for|about|of|with) (?P<other>.+?))?|(?:just )?once is (?:fine|enough|ok|plenty))"
)
AT = "at {}"
PREPOSITION = re.compile(r"^(?:at|in|on|with|to|for|from) ", re.IGNORECASE)
# "lopez call at 4 not 3": the new time and the old one of what is named.
_TIMEISH = (
    r"(?:(?:at|on|for|by) )?(?:\d[\d:]*(?: ?[ap]\.?m\.?)?|noon|midnight|(?:next |this )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|tomorrow|today|tonight)"
    r"(?: (?:morning|evening|night|afternoon|noon|at \d[\d:]*(?: ?[ap]m)?))?"
)
CONTRAST = _whole(
    rf"{_PLEASE}(?P<what>[a-z][\w' ]+?) (?:is |are |will be |should be )?(?P<new>{_TIMEISH}),? (?:not|instead of|rather than) (?P<old>{_TIMEISH})"
)
# "bring the forms, add that to piano", "the consult is with dr patel add that".
ADD_THAT = _whole(
    rf"{_PLEASE}(?P<words>.+?),? (?:please |can you |and )*(?:add|note|put|include) (?:that|this|it)(?: (?:to|on|in|for) (?P<what>.+?))?"
)
