"""The database. May import ``domain`` and ``runtime``; drivers (sqlite3, aiosqlite) are imported only inside this package.

Start with ``protocol``: what the rest of the bot can ask, one protocol for each kind of user. ``store`` puts the parts
together. The parts are written once, over the statements in ``statements``; a backend (``sqlite``) adds its connection,
its column types and its migrations.
"""
