"""The database. May import ``domain`` and ``runtime``; only this package imports drivers (sqlite3, aiosqlite, asyncpg).

Start with ``protocol``: what the rest of the bot can ask, one protocol for each kind of user. ``store`` puts the parts
together. The parts are written once, over the statements in ``statements``; a backend (``sqlite``,
``postgres``) adds its connection, its column types and its migrations. ``opening`` chooses one by ``DATABASE_URL``.
"""
