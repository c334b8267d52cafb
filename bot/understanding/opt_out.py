"""Recognises a wish for no more texts, whatever its spelling, decoration, script or wording.

US law lets people revoke consent "by any reasonable means" (47 CFR 64.1200(a)(10)), so neither a list of words nor one
of sentences is enough. Each word has classes (an end, an act of contact, texts, oneself, a negation...), a few
combinations of classes are wishes, and every word of the sentence must have a class: an errand ("stop by the store")
has words that have none. Needs neither the time nor the grammar, and is therefore also what admission asks before any
limit or filter. The words are in ``languages/opt_out_words.py``.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile

from bot.domain.carrier_keywords import KEYWORDS as CARRIER_KEYWORDS
from bot.domain.model import OptOut
from bot.understanding.languages import opt_out_words
from bot.understanding.plain_words import mended, plain_words, without_apostrophes, without_marks

EXAMPLES = ("please stop texting me", "unsubscribe me", "take me off this list")

_WORD = re.compile(r"[a-z]+")
_CLASSES = {
    name: frozenset(listed.split())
    for name, listed in vars(opt_out_words).items()
    if name.isupper() and isinstance(listed, str) and name not in ("PHRASES", "WISHES")
}
# Accents and vowel signs are compared without, as in the texts.
KEYWORDS = CARRIER_KEYWORDS[OptOut.STOP] | frozenset(plain_words(opt_out_words.KEYWORDS))
COURTESIES = _CLASSES["COURTESIES"]
FILLERS = COURTESIES | _CLASSES["FILLERS"]
_STOP = frozenset({"stop", "stopall", "stopp"})
_UNSUBSCRIBE = frozenset(word for word in KEYWORDS if re.match("unsub|optout|des|disis|abm|abb", word))
# Long enough, and with no ordinary word beside them, for a typo to be mended: "unsuscribe".
_SURE = frozenset(word for word in KEYWORDS if re.match("unsub|discon|desab|desin|disis", word))
_PHRASES = tuple(
    (name, re.compile(rf"\b(?:{pattern})(?=\s|$)"))
    for name, pattern in (line.split(maxsplit=1) for line in opt_out_words.PHRASES.strip().splitlines())
)
_WISH = re.compile("|".join(without_marks(line.strip()) for line in opt_out_words.WISHES.strip().splitlines()))
_ABOUT_OTHERS = frozenset({"REQUESTS", "SENTENCE_STARTS", "BESIDE_STOP", "SIGNS"})
_VOCABULARY = FILLERS.union(
    KEYWORDS, (name for name, _ in _PHRASES), *(_CLASSES[name] for name in _CLASSES.keys() - _ABOUT_OTHERS)
)
# One of these is in every wish of more than three words that is written in ASCII.
_SIGNS = KEYWORDS.union(
    *map(_CLASSES.__getitem__, ("END", "NEGATION", "NONE", "DENIAL", "REMOVE", "REMOVED", "REMOVE_ME")),
    *map(_CLASSES.__getitem__, ("REMOVE_NUMBER", "WRONG", "CANCEL", "SIGNS")),
)
_KNOWN = _VOCABULARY.union(_CLASSES["BESIDE_STOP"], _CLASSES["SIGNS"], _WORD.findall(opt_out_words.PHRASES))
_BETWEEN = frozenset(["ever", "you", "please", "just", "even", "dare", "fucking", "fing", "damn", "with"])
_OUGHT = frozenset(["should", "must", "better", "need", "can", "could"])
# "You never text me" and "tell her to stop texting me" ask for something else.
_SUBJECTS = frozenset({"you", "he", "she", "they", "to", "did", "does", "would"})

# "Don't stop", "i don't want you to stop" and "I did not unsubscribe" ask for the opposite.
_NEGATORS = frozenset({"dont", "never", "didnt", "wont", "not"})
_BEFORE_END = frozenset({"ever", "please", "just", "even", "want", "me", "to", "you"})
_ENDED = frozenset({*_STOP, *_UNSUBSCRIBE, "stopping", "optout", "quit", "remove", "removed", "delete", "erase", "end"})

_LONGEST_TEXT = 4096  # more than any carrier delivers
_LONGEST = 240  # letters: the search for a wish takes longer than for a keyword
_WRONG_NUMBER = FILLERS | {"wrong", "number", "its", "a", "the"}
# "This isn't Mark", beside "wrong number"
_OWNER = re.compile(
    r"(?:sorry |no )*(?:this (?:is(?: not)?|isnt)|i ?a?m (?:not )?|im not|my name is|not|theres no|there is no) ?\w+"
)
_YOURS_IS_WRONG = re.compile(r"\b(?:you|u)(?:ve)?(?: have| got)* (?:the |a )?wrong (?:number|person|guy|girl)$")
_FEW_WORDS = 3  # in so short a text, a word that is almost a keyword is one
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[.!?;,:\n\u2014]+")
_REPEATED_STOP = re.compile(r"(?i)(?:stop){2,}")
_THREAT = re.compile(r"(?is)\bor (?:else|i|i.?ll|i.?m|we|we.?ll|you|you.?ll)\b.*")
# "Stop -Bob". In "Stop - Gym", a reminder may be meant.
_SIGNATURE = re.compile(r"(?:\s[-~\u2013\u2014]|\n[-~\u2013\u2014]{1,2} ?)[A-Z]\w*(?: [A-Z]\w*)?\s*$")
_SENTENCE = re.compile(r"[.!?\n]+")
_EXCLAIMED = re.compile(r"!+1+[!1]*(?!\d)")  # "STOP!!1"
# Ends the list that the bot texts every morning, and nothing else.
_OWN_LIST = re.compile(
    r"(?is)\W*(?:please |pls |can you |could you )*(?:stop|quit|don.?t|do not) (?:sending|texting|send|text) "
    r"me (?:my (?:(?:daily|morning|weekly|evening) )?|the (?:daily|morning|weekly|evening) )"
    r"(?:list|overview|summary|digest|agenda|schedule|day|week)"
    r"(?: every (?:day|morning|week)| in the mornings?| any ?more| please)*\W*"
)
_STOP_TO_END = re.compile(r"(?i)\bstop ?(?:2|to|two) ?(?:end|quit|stop|cancel|unsubscribe|opt ?out)\b")


@lru_cache(maxsize=64)  # each text is asked about several times
def is_opt_out(text: str) -> bool:
    """Whether ``text`` as a whole asks for no more texts, in the bare word or in words of one's own."""
    if len(text) > _LONGEST_TEXT or not _may_be(text) or _OWN_LIST.fullmatch(text):
        return False
    text = _pared(text)
    # Each once: anger repeats the whole sentence.
    clauses = [list(said) for said in dict.fromkeys(_said(_CLAUSE, text))]
    together = [word for said in clauses for word in said]
    if not together:
        return False
    if any(map(_DIGIT.search, together)):
        return len(together) == 1 and mended(together[0], KEYWORDS, _SURE) in _STOP  # "st0p"
    if _is_keyword(together):
        return True
    if sum(map(len, together)) > _LONGEST:
        return False
    if _asks(together) or (_CLASSES["REQUESTS"].isdisjoint(together) and _says_so(text, clauses)):
        return True
    asking = [said for said in clauses if not (FILLERS.issuperset(said) or _OWNER.fullmatch(" ".join(said)))]
    if asking and all(map(_asks, asking)):
        return True
    return _CLASSES["REQUESTS"].isdisjoint(together) and any(map(_demands, [*clauses, together]))


def _pared(text: str) -> str:
    """``text`` without what people write around a wish: a threat, a signature, "STOP to end"."""
    for pattern, instead in (
        (_EXCLAIMED, "!"), (_SIGNATURE, ""), (_THREAT, ""), (_REPEATED_STOP, "stop"), (_STOP_TO_END, "stop")
    ):  # fmt: skip
        text = pattern.sub(instead, text)
    return text


def _said(border: re.Pattern[str], text: str) -> list[tuple[str, ...]]:
    """The words of each part of ``text`` between borders."""
    return [said for part in border.split(text) if (said := tuple(plain_words(part)))]


def _says_so(text: str, clauses: Sequence[Sequence[str]]) -> bool:
    """Whether a part of the text is enough by itself: a bare STOP, or that the number is wrong.

    "Stop. Thanks, Bob", "this is harassment, stop", "I'm not Jane, you have the wrong number".
    """
    bare = [said for said in _said(_SENTENCE, text) if _is_bare_stop(said)]
    if bare or _is_bare_stop(clauses[-1]):
        return True
    if _is_bare_stop(clauses[0]) and any(said[0] in _CLASSES["SENTENCE_STARTS"] for said in clauses[1:2]):
        return True
    is_wrong = any({"wrong", "number"} <= set(said) <= _WRONG_NUMBER for said in clauses)
    return any(
        (is_wrong and _OWNER.match(sentence)) or _YOURS_IS_WRONG.search(sentence) for sentence in map(" ".join, clauses)
    )


def _is_bare_stop(said: Sequence[str]) -> bool:
    return not (_STOP | _UNSUBSCRIBE).isdisjoint(said) and _is_keyword(said)


def _may_be(text: str) -> bool:
    """A quick look, since most texts are none."""
    if not text.isascii():
        return True
    said = _WORD.findall(without_apostrophes(text).lower())
    return len(said) <= _FEW_WORDS or not _SIGNS.isdisjoint(said) or all(len(word) == 1 for word in said)


def _asks(said: list[str]) -> bool:
    """Whether one sentence, all of its words, is a wish for no more texts."""
    if len(said) <= _FEW_WORDS:
        said = [word if word in _VOCABULARY else mended(word, KEYWORDS, _SURE) for word in said]
    if _is_keyword(said) or _WISH.fullmatch(" ".join(word for word in said if word not in COURTESIES)):
        return True
    if not _KNOWN.issuperset(said):
        return False
    folded = [word for word in _folded(said) if word not in COURTESIES]
    if _is_negated(folded):
        return False
    return _is_keyword(folded) or (_VOCABULARY.issuperset(folded) and _is_combination(folded))


def _is_keyword(said: Sequence[str]) -> bool:
    """The word that carriers know: alone, repeated, spelt out, or with courtesies ("STOP STOP", "s t o p please")."""
    if _is_negated(said):
        return False
    if len(said) > 1 and all(len(word) == 1 for word in said) and "".join(said) in KEYWORDS:
        return True
    if "cancel" in said:
        return KEYWORDS.issuperset(word for word in said if word not in COURTESIES)
    asked = {word for word in said if word not in FILLERS}
    if asked and KEYWORDS.issuperset(asked):
        return True
    rest = asked - _STOP
    return rest != asked and _CLASSES["BESIDE_STOP"].issuperset(rest)


def _is_negated(said: Sequence[str]) -> bool:
    """Whether the end is what is refused: "don't stop texting me". "Why don't you stop" asks for it all the same."""
    for place, word in enumerate(said):
        if word not in _NEGATORS or said[place + 1 : place + 2] == ["you"]:
            continue
        following = next((later for later in said[place + 1 :] if later not in _BEFORE_END), "")
        if following in _ENDED:
            return True
    return False


def _folded(said: Sequence[str]) -> list[str]:
    """The words with each phrase of several words replaced by the one that it acts as."""
    sentence = " ".join(said)
    for name, pattern in _PHRASES:
        sentence = pattern.sub(name, sentence)
    return sentence.split()


def _is_combination(said: Sequence[str]) -> bool:
    """Whether the classes of the words add up to a wish. The order is free: "no more texts", "text me no more"."""
    spoken = frozenset(said)

    def has(*names: str) -> bool:
        return any(not spoken.isdisjoint(_CLASSES[name]) for name in names)

    return (
        not spoken.isdisjoint(_UNSUBSCRIBE)
        or (has("WRONG") and has("PARTY"))
        or (has("END") and has("CONTACTING", "TEXTS", "SUBSCRIPTION"))
        or (has("CANCEL") and has("TEXTS", "SUBSCRIPTION"))
        or (has("NONE") and has("TEXTS"))
        or (has("DENIAL") and (has("CONSENT") or (has("REQUEST") and has("TEXTS", "SENDINGS"))))
        or _is_removal(spoken, has)
        or (has("NEGATION") and _is_refusal(said, has))
    )


def _is_removal(spoken: frozenset[str], has: Callable[..., bool]) -> bool:
    """ "remove me", "delete my number", "erase me from your list"; "delete me" is about the person's data."""
    if has("REMOVE_ME") or (has("REMOVED") and has("LIST", "TEXTS", "SUBSCRIPTION")):
        return True
    if not has("SELF"):
        return False
    return has("REMOVE") or (has("REMOVE_NUMBER") and ("mynumber" in spoken or has("LIST", "SUBSCRIPTION")))


def _is_refusal(said: Sequence[str], has: Callable[..., bool]) -> bool:
    """ "don't text me", "I don't want your messages". "You never text me" is a complaint of the opposite."""
    if has("WANT"):
        if has("TEXTS", "SUBSCRIPTION", "CONTACT", "CONTACTING", "CONTACTED"):
            return True
        if has("SENDINGS") and (has("RECEIVE") or "your" in said or "from" in said):
            return True
    if said[0] == "you" and _OUGHT.isdisjoint(said):
        return False
    return has("CONTACT") and has("SELF", "TEXTS", "SENDINGS", "CONTACT_ALONE")


def _demands(clause: Sequence[str]) -> bool:
    """Whether a clause with other words contains a wish too clear to miss: "no idea who you are stop texting me"."""
    said = _folded(clause)
    return any(
        _demands_from(word, said[place + 1 :])
        for place, word in enumerate(said)
        if place == 0 or said[place - 1] not in _SUBJECTS | _NEGATORS
    )


def _demands_from(word: str, following: Sequence[str]) -> bool:
    """Whether ``word`` begins "stop texting me" or "don't text me", and nothing qualifies it ("... so early")."""
    act = "CONTACTING" if word in _CLASSES["END"] else "CONTACT" if word in ("dont", "never") else None
    rest = [later for later in following if later not in _BETWEEN]
    if act is None or len(rest) < 2 or rest[0] not in _CLASSES[act] or rest[1] not in _CLASSES["SELF"]:
        return False
    return all(
        later in _VOCABULARY for later in takewhile(lambda later: later not in _CLASSES["SENTENCE_STARTS"], rest[2:])
    )
