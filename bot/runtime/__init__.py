"""What every process needs and nothing of the product: settings, clock, logging, metrics.

May import ``bot.domain`` only. Start with ``configuration.load``.
"""
