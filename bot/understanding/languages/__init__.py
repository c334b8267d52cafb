"""The languages that the bot reads; one folder each."""
