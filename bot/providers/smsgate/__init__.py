"""SMS Gateway for Android, a phone that serves as the carrier: sending, webhooks, the phone. See ``provider.py``."""
