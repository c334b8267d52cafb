"""Gets messages out: plans them, hands them to providers on time, and follows them to their end.

May import ``domain``, ``runtime``, ``storage`` and ``providers``; what it says to people is passed in as a renderer.
Start with ``worker.py`` (the loop), ``dispatcher.py`` (one provider's calls), ``executor.py`` (one call).
"""
