"""A reminder bot that people text."""

__version__ = "0.1.0"
