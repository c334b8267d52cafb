"""English words that dictation writes for hours, and how letters end."""

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
# "Yours sincerely, Harold", "- Mary", "Sent from my iPhone": behind the end of a sentence.
# A name counts only with a capital.
SIGNATURE = re.compile(
    r"(?:[.!?,;\n]|\s[-\u2013\u2014])(?P<signature>\s*(?:"
    r"(?i:yours(?: sincerely| truly| faithfully)?|sincerely|(?:kind |warm |best )?regards|best wishes|all the best|xo+"
    r"|with love|take care|god bless)[,.!]?(?:\s+\(?[A-Z][\w.]*\)?){1,3}"
    r"|(?i:sent from my (?:iphone|ipad|android|phone|mobile|galaxy|samsung)\b[\w ]*)"
    r"|(?<=[-\u2013\u2014])\s*[A-Z][a-z]+)[.!]?\s*)$"
)
