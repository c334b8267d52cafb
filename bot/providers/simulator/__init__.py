"""The built-in simulated carrier with its ledger and a clock that can be wound. Start with ``carrier.py``."""
