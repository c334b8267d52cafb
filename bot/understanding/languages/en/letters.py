"""English words that dictation writes for others, sounds of hesitation, and how letters end."""

import re

# What is heard as an hour, where only an hour can stand.
HOURS = {"ate": "8", "won": "1", "too": "2", "to": "2", "for": "4", "tree": "3", "fore": "4", "sex": "6", "tin": "10"}
SOUNDS_LIKE_HOUR = re.compile(r"\b(?:ate|won|tree|fore|sex|tin)\b|\b(?:too?|for) thirty\b", re.IGNORECASE)
_LEAD = r"(?P<lead>\b(?:at|by|around|about|until|till|before|after|to|for)\s+)"
HALF_HOUR = re.compile(rf"{_LEAD}(?P<hour>ate|won|too?|for|tree|fore|sex|tin) thirty\b", re.IGNORECASE)
HOUR = re.compile(
    r"(?P<lead>\b(?:at|by|around|until|till)\s+)(?P<hour>ate|won|tree|fore|sex|tin)"
    r"(?=\s*(?:$|[.,!?]|am\b|pm\b|a\.m|p\.m|o'?clock|in the|on |tomorrow|tonight|today|every|to |and |sharp|remind))",
    re.IGNORECASE,
)
# "at for o'clock" can only be an hour.
SOUNDS_LIKE_CLOCK = re.compile(
    r"(?P<lead>\b(?:at|by|around|until|till)\s+)(?P<hour>too?|for)(?=\s+o'?clock\b)", re.IGNORECASE
)
# "remind me too take out the trash": "too" between the command and what is to be done.
TOO = re.compile(
    r"(?P<lead>\b(?:remind(?: me)?|need|have|want|forget|remember)\s+)too(?=\s+"
    r"(?!(?:at|in|on|by|for|about|when|if|and|but|that|every|each|today|tonight|tomorrow|please|pls|much|many)\b)[a-z])",
    re.IGNORECASE,
)
# What is said while thinking. "like", "so" and "you know" count only beside such a sound. "UM" and "ER" are names.
_SOUND = r"(?:[Uu]m+|[Uu]h+m*|[Ee]rm+|[Hh]mm+)"
_BESIDE = r"(?:like|so|yeah|well|okay|ok|you know|i mean)"
HESITATION = re.compile(
    rf"(?<![\w'-])(?:{_BESIDE}[\s,.]+)*(?<![\w'-]){_SOUND}(?![\w'-])(?!\s+(?:huh|oh)\b)"
    rf"(?:[\s,.\u2026]+(?:{_SOUND}|{_BESIDE})(?![\w'-]))*[\s,.\u2026]+(?=\S)"
)
# "Yours sincerely, Harold", "- Mary", "Sent from my iPhone": behind the end of a sentence.
# A name counts only with a capital.
SIGNATURE = re.compile(
    r"(?:[.!?,;\n]|\s[-\u2013\u2014])(?P<signature>\s*(?:"
    r"(?i:yours(?: sincerely| truly| faithfully)?|sincerely|(?:kind |warm |best )?regards|best wishes|all the best|xo+"
    r"|with love|take care|god bless|(?:many )?thanks(?: so much| a lot| again)?|thank you(?: so much| very much)?)"
    r"[,.!]?(?:\s+\(?[A-Z][\w.]*\)?){1,3}"
    r"|(?i:sent from my (?:iphone|ipad|android|phone|mobile|galaxy|samsung)\b[\w ]*)"
    r"|(?<=[-\u2013\u2014])\s*[A-Z][a-z]+)[.!]?\s*)$"
)
# "Good morning! Its Pat." in front of a request. A name counts only with a capital.
INTRODUCTION = re.compile(
    r"^\s*(?i:(?:good (?:morning|afternoon|evening)|hi|hello|hey|dear \w+)(?: there| bot)?[\s,.!]+)?"
    r"(?i:it'?s|it is|this is|my name is|here is)(?: me)?,?\s+(?:(?:[A-Z][\w.'-]*)\s*){1,3}"
    r"(?i:here|again|speaking)?\s*[.!,;]\s*"
    r"(?=(?i:please|kindly|can|could|would|will|remind|set|text|wake|i|i'd|i'm|my|need|delete|cancel|what|when|list|move|"
    r"change|don't|just|also|we)\b)"
)
