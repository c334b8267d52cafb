"""Text to command: a pure function of the text, now, the zone and the locale."""
