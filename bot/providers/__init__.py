"""Adapters for Twilio, Telnyx and the built-in simulator: the only importers of an SDK.

May import ``domain`` and ``runtime``. Start with ``protocol.py``; each provider is a package of its own.
"""
