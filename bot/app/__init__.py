"""The composition root: builds the bot's parts from the settings, starts them in order and stops them.

May import every package except ``bot.cli``. Start with ``server.running``.
"""
