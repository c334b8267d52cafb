"""Yes and no in whatever words, and second thoughts after an opt-out."""

from bot.understanding.languages.en import agreement_words as said

_MOST_WORDS = 6
_MARKS = " .,!?\n\t"


def _whole(phrases: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in " ".join(phrases.split()).split("|"))


_YES = frozenset(said.YES.split())
_YES_AS_A_WHOLE = _whole(said.YES_AS_A_WHOLE)
_NOT_YES = frozenset(said.NOT_YES.split())
_NO_AS_A_WHOLE = _whole(said.NO_AS_A_WHOLE)
_REGRETS = _whole(said.REGRETS)


def says_yes(text: str) -> bool:
    """Whether ``text`` accepts what was offered."""
    plain = text.casefold().replace("\u2019", "'").split()
    words = [word for part in plain if (word := part.strip(_MARKS))]
    if not words or len(words) > _MOST_WORDS or not _NOT_YES.isdisjoint(words) or "?" in text:
        return False
    return words[0] in _YES or " ".join(words) in _YES_AS_A_WHOLE


def says_no(text: str) -> bool:
    """Whether ``text`` is a no and nothing else."""
    return text.strip(" .!,").casefold() in _NO_AS_A_WHOLE


def regrets_opting_out(text: str) -> bool:
    """Whether the words of ``text``, sent after an opt-out, say that less was meant."""
    return any(words in text.casefold() for words in _REGRETS)
