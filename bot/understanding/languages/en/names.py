"""English names of holidays and zones: a key or an IANA name, and the names people write, split by ``|``."""

HOLIDAYS: dict[str, str] = {}
ZONES: dict[str, str] = {}
