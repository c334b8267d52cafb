"""Gets messages out: plans them, calls the providers, and handles what comes back.

It may import domain, storage, providers and runtime. It never imports conversation: what it has to say comes from a
``MessageRenderer``. Start reading at ``worker``; ``bot/domain/message_state.py`` holds the decisions.
"""
