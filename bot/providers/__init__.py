"""The edge to Twilio, Telnyx and the built-in simulator: the only importers of an SDK."""
