"""Telnyx: sending and scheduling, webhooks and signatures, the account. Start with ``provider.py``."""
