"""The SQLite backend: one file, one writer, one commit per unit of work. Start with ``store.py``."""
