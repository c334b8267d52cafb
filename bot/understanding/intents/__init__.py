"""What people ask for: one module an intent or close family; the order in which they are asked is ``order.py``."""
