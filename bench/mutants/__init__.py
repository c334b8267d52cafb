"""Faults put into the bot on purpose, one at a time: the simulator must find each of them.

``faults.py`` lists them as replacements in the bot's source, ``importing.py`` makes them while a module is imported,
and ``python -m bench.mutants`` prints how many bot-days each survived.
"""
