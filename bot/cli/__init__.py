"""The commands of ``python -m bot``: serve, chat, parse, check, connect, reminders, backup.

May import every package. Start with the module named like the command.
"""
