"""One module per command; each turns the command and a ``ReplyContext`` into a ``Decision``. Start: ``create.py``."""
