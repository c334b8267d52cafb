"""Recognises texts that a machine sent: auto-replies, notices, one-time codes. They get neither an answer nor a reminder.

Two machines that answer each other never stop, and "our office hours are Mon-Fri 9am to 5pm" reads like a weekday
reminder. One phrase that only machines write is enough; a text that asks the bot for something in the first person is a
person's, whatever else it contains.
"""

import re

from bot.understanding.reactions import is_reaction

# ruff: noqa: E501 - a phrase stays on one line, else it reads as two

_PERSON = re.compile(
    r"\b(?:remind (?:me|us)|reminder (?:for me|to)|wake me|don'?t let me forget|set (?:a|an|me|my|up)|text me|tell me|"
    r"nudge me|ping me|alarm (?:for|at)|timer (?:for|of))\b",
    re.IGNORECASE,
)

# ``@`` is the start of a sentence: there a machine says "your bill is due", while a person has an errand before it.
_PHRASES = r"""
    @\W*(?:auto(?:matic|mated)?[- ]?(?:reply|response|responder|message|text))\b|\bthis is an auto(?:matic|mated)?[- ]?(?:reply|response|message|text)\b
    \bautomatically generated|\bsent automatically\b|\bthis is a no-?reply\b
    \b(?:please )?do not (?:reply|respond) to this\b|\bdo-not-reply\b|\breplies (?:to this \w+ )?are not (?:monitored|read)\b
    \b(?:number|mailbox|inbox|line|account) (?:is|are) (?:not|un) ?(?:monitored|attended|staffed)|\bisn't monitored\b|\bunmonitored (?:number|mailbox|inbox)
    @(?:i am|i'm|we are|we're) (?:currently )?(?:out of (?:the )?office|on (?:annual |parental |maternity )?leave|away from my (?:desk|phone|email))\b.*\b(?:until|return|back|limited|urgent|access|respond|reply)\b
    @(?:thank you|thanks) (?:so much )?for (?:your (?:message|text|email|inquiry|enquiry|order|payment|purchase|patience|interest)|(?:contacting|texting|messaging|calling|reaching out|getting in touch|shopping)(?! me)\b)
    @(?:our |the )?(?:office |business |opening |store )?hours are\b|@we are (?:currently )?closed\b|@(?:our|the) office is (?:currently )?closed\b
    @(?:sorry, )?(?:i|we)(?:'ll| will) (?:get back to you|respond|reply|return your (?:call|message|text)|see your message|be in touch)\b
    \bdo not disturb while driving\b|\bdriving focus\b|@(?:sorry, )?(?:i'm|i am) (?:currently )?driving(?: right now| and (?:can't|will)|\.)|\bnotifications (?:are )?(?:silenced|turned off)|\bnot receiving notifications
    @(?:sorry,? )?i (?:can't|cannot|am unable to) (?:talk|take your call|answer|come to the phone) right now\b
    \b(?:verification|security|confirmation|login|log-in|sign-in|access|auth(?:entication|orization)?|one[- ]time|2fa|otp) (?:pass)?code\b.*\d{4}
    @\d{4,8} is your\b|\bG-\d{5,8} is\b|@your (?:\w+ ){0,3}(?:code|otp|pin|passcode) is:? ?\d|@use \d{4,8} (?:to|as)\b
    \b(?:don't|do not|never) share (?:this|your) (?:code|otp|pin|password)
    @your (?:\w+ ){0,3}(?:bill|statement|invoice|payment|balance|autopay|refund) (?:of|is|for|has|was|in the amount)\b
    @your (?:order|package|parcel|delivery|shipment|ride|driver|prescription|rx)s? (?:\#?\w+ )?(?:is|has|have|are|was|will|from)\b
    @your (?:\w+ ){0,3}(?:account|card|appointment|reservation|booking|subscription|membership|flight) (?:\w+ ){0,4}(?:is|has|was|will be|ending|scheduled|confirmed|expires?)\b
    @this is (?:a|your) (?:friendly |courtesy |quick )?reminder (?:from|that your|of your|about your|for your)\b
    [.!?:\n] *reply (?:with )?["']?(?:y|n|c|yes|no|stop|help|1|2|confirm|cancel)["']? (?:to|for|or)\b
    \b(?:text|txt|send) ["']?stop["']? to\b|\breply stop\b|\b(?:msg|message) ?(?:&|and) ?data rates\b|\breply help for help\b
    @you (?:have|are) (?:been )?(?:now )?(?:successfully )?(?:subscribed|unsubscribed|opted (?:in|out)|enrolled)\b
    \b(?:fraud|security|account|balance|transaction) alert:|\bunusual (?:activity|sign-?in)\b
    \bmessage (?:could not be|was not|failed to be|not) delivered\b|\bundeliverable\b
    @if (?:this is|it's|you have) an emergency\b.*\b(?:911|999|112|call)\b
"""

_SENTENCE_START = r"(?:^|[.!?:;\n\])] *)"
_AUTOMATIC = tuple(
    re.compile(line.strip().replace("@", _SENTENCE_START), re.IGNORECASE | re.DOTALL)
    for line in _PHRASES.strip().splitlines()
)
_TYPOGRAPHIC = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u00a0": " "})
_SHORTEST = 12


def is_automatic(text: str) -> bool:
    """Whether ``text`` was most likely written by a machine."""
    if len(text) < _SHORTEST:
        return False
    plain = text.translate(_TYPOGRAPHIC)
    if _PERSON.search(plain) or is_reaction(text):
        return False
    return any(pattern.search(plain) for pattern in _AUTOMATIC)
