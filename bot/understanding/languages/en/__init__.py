"""English. Time: ``words``, ``names`` and ``places``. Commands: ``intents``, which collects the other modules."""
