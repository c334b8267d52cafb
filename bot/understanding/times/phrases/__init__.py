"""The readers of time phrases, one module per family of phrases: clock times, dates, holidays, repeats ...

A reader gets a ``ParseState`` (``parse_state``) and a token index and returns a ``Match`` or None. It may use other
readers, ``times.phrase`` and the day expressions; it resolves nothing. Start with ``registry``, which lists them all.
"""
