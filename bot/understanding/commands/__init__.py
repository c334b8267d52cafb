"""What the rules of a command mean: functions that make a command of what a pattern matched.

The patterns are in ``languages/<code>/rules``, in a file of the same name.
"""
