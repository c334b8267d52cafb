"""Durable state: the ``Store`` protocol, its SQLite backend and the migrations. Knows no product rule.

May import ``domain`` and ``runtime``. Start with ``protocol.py``, then ``sqlite/store.py``.
"""
