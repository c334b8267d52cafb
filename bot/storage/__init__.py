"""The database: the Store protocol and its backends."""
