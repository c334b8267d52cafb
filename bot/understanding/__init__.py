"""Turns a text into a command: a pure function of the text, the current time, the time zone and the locale.

May import ``domain``. Readings come from the rules (``languages/en/rules``, ``commands/``) and, for requests that are
not converted yet, from the readers in ``intents/``; ``scoring.py`` chooses the best one (docs/requests.md). Start with
``reading.py``; ``command.py`` lists what a text can mean, ``times/`` is the grammar of time phrases. Other packages use
``reading``, ``command``, ``context`` and ``explain``; the rest is private.
"""
