"""Messages that other programs schedule over the HTTP API: what they may ask for, and what becomes of it.

May import ``domain``, ``runtime``, ``storage``, ``understanding`` and ``delivery``. Start with ``service.py``.
"""
