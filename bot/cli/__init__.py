"""The command line, one module for each command; imports ``bot.app`` and what is below it. Start with ``main``."""
