"""A deterministic simulation of the bot: one seed is one history, and every promise is checked.

Start with ``world.py``, which puts the parts together and lives through one plan. docs/reliability.md has the rest.

- The plan: ``plan.py`` draws it from a seed, ``shrink.py`` shortens one that fails.
- The bot: ``bot_process.py`` is one life of it, ``virtual_time.py`` its event loop and clock, ``database.py`` its
  SQLite without a thread, ``tz_database.py`` its time zone files.
- Around it: ``people.py`` and ``conversations.py`` (with ``opt_outs.py`` and ``phones.py``) text it, ``carrier.py``
  takes its messages, ``troubles.py`` makes things go wrong.
- The checks: ``books.py`` keeps what was promised (``promise.py``, ``schedules.py``) and what came, ``judge.py``
  decides what a difference means, ``audit.py`` compares with the database and the carriers' ledgers once a day.
"""
