"""All SQL of the units of work, one module for each table or concern.

It is written for SQLite and PostgreSQL alike: parameters are named (``:name``), values are bound by the session.
Conditions on states come from ``conditions`` alone, because a partial index is used only if they match its text.
"""
