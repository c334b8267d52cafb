"""httpSMS, a phone that serves as the carrier: sending, webhooks, the account. Start with ``provider.py``."""
