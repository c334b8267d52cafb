"""Texts answered a second, beside what people would pick instead: ``python -m bench.throughput``.

``__main__`` starts one server after the other, each in a process of its own, puts the same load on it and prints the
table. ``texts`` makes the load, ``load`` sends it, ``servers`` and ``sample_app`` are what the bot is measured beside.
"""
