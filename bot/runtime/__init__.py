"""What every process needs and nothing of the product: settings, the clock, logging, metrics.

May import ``domain``. Start with ``settings.py``.
"""
