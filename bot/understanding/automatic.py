"""Recognises texts that a machine sent: auto-replies, notices, one-time codes. They get neither an answer nor a reminder.

Two machines that answer each other never stop, and "our office hours are Mon-Fri 9am to 5pm" reads like a weekday
reminder. One phrase that only machines write is enough; a text that asks the bot for something in the first person is a
person's, whatever else it contains.
"""

import re

# ruff: noqa: E501 - a phrase stays on one line, else it reads as two

_PERSON = re.compile(
    r"\b(?:remind (?:me|us)|reminder (?:for me|to)|wake me|don'?t let me forget|set (?:a|an|me|my|up)|text me|tell me|"
    r"nudge me|ping me|alarm (?:for|at)|timer (?:for|of))\b",
    re.IGNORECASE,
)

_PHRASES = r"""
    (?:auto(?:matic|mated)?[- ]?(?:reply|response|responder|message|text))\b
    this is an automated\b|automatically generated|sent automatically|this is a no-?reply
    (?:please )?do not (?:reply|respond) to this|do-not-reply|no-?reply\b|replies (?:to this \w+ )?are not (?:monitored|read)
    (?:number|mailbox|inbox|line|account) (?:is|are) (?:not|un) ?(?:monitored|attended|staffed)|unmonitored|isn'?t monitored
    \bout of (?:the )?office\b.*\b(?:until|return|back|reach|contact|access|reply|respond|message|through|from)\b
    \b(?:i am|i'm|we are|we're) (?:currently )?(?:out of (?:the )?office|on (?:annual |parental |maternity )?leave|away from (?:my )?(?:desk|phone|email))\b
    \b(?:thank you|thanks) for (?:your (?:message|text|email|inquiry|enquiry|order|payment|purchase|patience|interest)|contacting|texting|messaging|reaching out|getting in touch|calling|shopping)\b
    \b(?:our|office|business|opening|store) hours are\b|\bwe are (?:currently )?closed\b|\boffice is (?:currently )?closed\b
    \b(?:i|we)(?:'ll| will) (?:get back to you|respond|reply|return your (?:call|message|text)|see your message|be in touch)\b
    \b(?:i'm|i am) (?:currently )?driving\b|do not disturb while driving|driving focus|notifications (?:are )?(?:silenced|turned off)|not receiving notifications
    \b(?:can'?t|cannot|unable to) (?:talk|take your call|answer|come to the phone) right now\b
    \b(?:verification|security|confirmation|login|log-in|sign-in|access|auth(?:entication|orization)?|one[- ]time|2fa|otp) (?:pass)?code\b.*\d{4}
    \b\d{4,8} is your\b|\bG-\d{5,8}\b|your (?:\w+ ){0,3}(?:code|otp|pin|passcode) is:? ?\d|\bone[- ]time (?:password|passcode|pin)\b
    \b(?:don'?t|do not|never) share (?:this|your) (?:code|otp|pin|password)
    \byour (?:\w+ ){0,3}(?:bill|statement|invoice|payment|balance|autopay|refund) (?:of|is|for|has|was|in the amount)\b
    \byour (?:order|package|parcel|delivery|shipment|ride|driver|prescription|rx|item)s? (?:\#?\w+ )?(?:is|has|have|are|was|will|from)\b
    \byour (?:\w+ ){0,3}(?:account|card|appointment|reservation|booking|subscription|membership|flight) (?:\w+ ){0,4}(?:is|has|was|will be|ending|scheduled|confirmed|expires?)\b
    \bthis is a (?:friendly |courtesy |quick )?reminder (?:from|that your|of your|about your|for your)\b
    \breply (?:with )?["'“]?(?:y|n|c|yes|no|stop|help|1|2|confirm|cancel)["'”]? (?:to|for|or)\b
    \b(?:text|txt|send) ["'“]?stop["'”]? to\b|\bstop[- ]?2?[- ]?(?:to )?(?:end|quit|unsubscribe|opt[- ]?out)\b|\b(?:msg|message) ?(?:&|and) ?data rates\b
    \byou (?:have|are) (?:been )?(?:successfully )?(?:subscribed|unsubscribed|opted (?:in|out)|enrolled)\b|\breply help for help\b
    \b(?:fraud|security|account|low balance|transaction) alert\b|\balert: |\bunusual (?:activity|sign-?in)\b
    \bmessage (?:could not be|was not|failed to be|not) delivered\b|\bdelivery (?:has )?failed\b|\bundeliverable\b
    \bif (?:this is|it'?s|you have) an emergency\b.*\b(?:911|999|112|call)\b
"""

_AUTOMATIC = tuple(re.compile(line.strip(), re.IGNORECASE | re.DOTALL) for line in _PHRASES.strip().splitlines())
_TYPOGRAPHIC = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u00a0": " "})
_SHORTEST = 12


def is_automatic(text: str) -> bool:
    """Whether ``text`` was most likely written by a machine."""
    if len(text) < _SHORTEST:
        return False
    plain = text.translate(_TYPOGRAPHIC)
    if _PERSON.search(plain):
        return False
    return any(pattern.search(plain) for pattern in _AUTOMATIC)
