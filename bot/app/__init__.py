"""The composition root: builds the objects from the settings, starts them in order and stops them.

May import every package except ``cli``. Start with ``server.py``.
"""
