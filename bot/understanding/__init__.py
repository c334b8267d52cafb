"""Turn a text into a command: a pure function of the text, the current time, the zone and the locale.

Public modules: ``reading`` (start here), ``command``, ``context`` and ``explain``; everything else is internal.
May import ``bot.domain`` only. dateparser is imported in one place, ``times/dateparser_wall.py``.
"""
