"""The rules of commands in English: tables of patterns and examples, see ``bot/understanding/rules.py``."""
