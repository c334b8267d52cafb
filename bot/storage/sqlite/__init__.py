"""The SQLite backend. Start with ``database``: the connection, its thread and its transactions."""
