"""Messages that other programs schedule over the HTTP API.

It may import domain, understanding, delivery (the ``Expedite`` protocol), storage and runtime. Start reading at
``service``; everything else is pure.
"""
