"""The dates of holidays, by the keys of the languages' ``names.py``. Imports nothing else of the bot.

Start with ``observances.date_of_holiday``. ``tables`` holds the fixed rules, ``lunar`` the other calendars.
"""
