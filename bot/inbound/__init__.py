"""Receives texts: who is admitted, one text at a time per person, one unit of work each.

May import everything below it except ``providers``. Start with ``service.py``.
"""
