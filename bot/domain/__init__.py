"""Values and rules that every package shares: people, reminders, outbound messages, recurrence, phone numbers.

Pure, and imports no other package. Start with ``model.py`` (the values), then ``message_state.py`` (their life).
"""
