"""One module per command: each maps a command and a ``ReplyContext`` to a ``Decision``. Start with ``create.py``."""
