"""The aiohttp application: webhooks, HTTP API, simulator page, health. Thin handlers over the services.

May import everything below it except ``understanding`` and ``conversation``. Start with ``services.py``, then
``webhooks/`` and ``api/``.
"""
