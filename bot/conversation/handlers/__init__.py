"""One module per command: each turns the command and a ``ReplyContext`` into a decision. Start with ``create.py``."""
