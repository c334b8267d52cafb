"""One file of rules per command."""
