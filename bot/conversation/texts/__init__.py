"""Every word the bot says, one module per concern. Handlers choose a text and pass in the values.

Texts are plain, warm American English in ASCII. Each fits one GSM-7 segment (160 characters) unless the person's own
words are longer. None teaches a bare word that carriers act on (CANCEL, YES, HELP): hints say ``delete 2`` and
``undo``. ``tests/conversation/test_all_texts.py`` checks all three rules for every function and constant here.

There is one language so far. To add another, move these modules into ``texts/en/``, write the same functions in
``texts/<code>/``, and let the handlers take the set of modules that matches ``Locale.language`` from ``ReplyContext``.
``formatting.py`` and ``repeat_words.py`` hold the only other words: weekdays, months, "tomorrow", "every week".
"""
