"""How many SMS segments a text costs.

In GSM-7 (3GPP TS 23.038) a single segment holds 160 characters and a part of a longer text 153; characters of the
extension table count twice. One character outside GSM-7 makes the whole text UCS-2, with 70 and 67 code units.
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
    """The length of ``text`` in septets of GSM-7, or else in UTF-16 code units, so that an emoji counts as two."""
    if is_gsm7(text):
        return len(text) + sum(character in GSM7_EXTENSION for character in text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def segments(text: str) -> int:
    """The number of segments of ``text``; an empty text has one."""
    single, part = (160, 153) if is_gsm7(text) else (70, 67)
    length = units(text)
    return 1 if length <= single else -(-length // part)


def fits(text: str, count: int = 1) -> bool:
    """Whether ``text`` has at most ``count`` segments."""
    return segments(text) <= count
