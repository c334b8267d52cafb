"""Word tables, one folder per language, and the code that compiles them.

``base`` compiles the words of time (``<code>/words.py``), ``phrasebook`` those of commands (``<code>/intents.py``);
``<code>/lexicon.py`` and ``<code>/rules`` are the classes and patterns of the rules.
Imports nothing else of the bot.
"""
