"""The units of work, written once for all backends: one class for each protocol of ``bot.storage.protocol``."""
