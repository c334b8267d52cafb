"""How many SMS segments a text costs.

GSM-7 (3GPP TS 23.038): 160 characters alone, 153 a part; any other character turns the whole text to UCS-2: 70 alone,
67 a part. Characters of the extension table count twice.
"""

GSM7_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("^{}\\[~]|€\f")


def is_gsm7(text: str) -> bool:
    """Whether every character of ``text`` is in the GSM-7 alphabet or its extension."""
    return all(character in GSM7_BASIC or character in GSM7_EXTENSION for character in text)


def units(text: str) -> int:
    """The length of ``text`` as a segment counts it: septets of GSM-7, or UTF-16 code units."""
    if is_gsm7(text):
        return len(text) + sum(character in GSM7_EXTENSION for character in text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def segments(text: str) -> int:
    """The number of segments that ``text`` is sent in; 1 for an empty text."""
    single, part = (160, 153) if is_gsm7(text) else (70, 67)
    length = units(text)
    return 1 if length <= single else -(-length // part)


def fits(text: str, count: int = 1) -> bool:
    """Whether ``text`` goes out in at most ``count`` segments."""
    return segments(text) <= count
