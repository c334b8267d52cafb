"""The commonest words of English, by which it is known in the texts of somebody who mostly writes another language."""

COMMON = """
    the to my at on for of and is are was be it this that with from what when which how do does did i you we he she they
    remind reminder reminders set list show delete change move snooze every day tomorrow today tonight monday tuesday
    wednesday thursday friday saturday sunday morning afternoon evening night week month hour hours minute minutes not
    don't please thanks stop call pay take english help done
"""
