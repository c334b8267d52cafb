"""The PostgreSQL backend, which several bots can share. Start with ``database``: its pool and its transactions."""
