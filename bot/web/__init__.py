"""aiohttp handlers, thin."""
