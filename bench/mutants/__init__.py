"""Faults put into the bot on purpose, one at a time: the simulator must find each of them.

``faults.py`` patches the real code at run time; ``python -m bench.mutants`` prints how many bot-days each survived.
"""
