"""``/v1`` for other programs: routes, request models, problem details, OpenAPI. Start with ``messages.py``."""
