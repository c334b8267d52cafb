"""Turns a command and the person's data into a reply and changes. Pure: no I/O, no clock.

May import ``domain`` and the public modules of ``understanding``. Start with ``respond.py``. ``handlers/`` has one
module per command, and ``texts/`` has every text that the bot sends.
"""
