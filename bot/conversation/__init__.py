"""Turns a command and what is known about a person into a reply and changes. Pure.

May import ``domain`` and the public modules of ``understanding``. Start with ``respond.py``; ``handlers/`` has one
module per command, ``texts/`` every word the bot says.
"""
