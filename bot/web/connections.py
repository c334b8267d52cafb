"""Which connections are open, which of them wait for a request, and which one has to go when there are too many."""

import asyncio
from collections.abc import Callable
from enum import Enum

from aiohttp import web


class Place(Enum):
    """What a new connection gets."""

    ORDINARY = "ordinary"
    RESERVED = "reserved"  # for health checks and webhooks only
    NONE = "none"


class Connections:
    """At most ``most`` connections and ``reserve`` more.

    A connection is idle until it has sent a complete request, and again after the response. When all places are taken,
    a new connection takes that of the connection that has been idle longest, so that nobody can shut others out by
    opening connections. Only if all are being answered does it get a place in the reserve. ``on_replaced`` is called
    for each connection that is closed for another one.
    """

    def __init__(self, most: int, reserve: int, on_replaced: Callable[[], None] = lambda: None) -> None:
        self._on_replaced = on_replaced
        self._most = most
        self._reserve = reserve
        self._new: set[web.RequestHandler] = set()  # accepted, but aiohttp has no transport for it yet
        self._idle: dict[web.RequestHandler, None] = {}  # idle longest first; some may be closed already
        self._busy: set[web.RequestHandler] = set()
        self._reserved: set[web.RequestHandler] = set()

    def make_place(self) -> Place:
        """Find a place for one more connection, closing an idle one if it has to be."""
        if len(self._new) + len(self._idle) + len(self._busy) - len(self._reserved) < self._most:
            return Place.ORDINARY
        self._forget_closed()
        count = len(self._new) + len(self._idle) + len(self._busy) - len(self._reserved)
        if count < self._most or self._close_idle(is_reserved=False):
            return Place.ORDINARY
        if len(self._reserved) < self._reserve or self._close_idle(is_reserved=True):
            return Place.RESERVED
        return Place.NONE

    def add(self, connection: web.RequestHandler, place: Place) -> None:
        """Count an accepted connection. Call it in the protocol factory."""
        self._new.add(connection)
        if place is Place.RESERVED:
            self._reserved.add(connection)
        # asyncio schedules connection_made() right after the factory has returned, so the second turn comes after it.
        loop = asyncio.get_running_loop()
        loop.call_soon(loop.call_soon, self._made, connection)

    def _made(self, connection: web.RequestHandler) -> None:
        self._new.discard(connection)
        if connection not in self._busy:
            self._idle[connection] = None

    def received(self, connection: web.RequestHandler) -> None:
        """The headers of a request have arrived. Until its body has, the connection can still be closed."""
        if connection in self._idle:
            del self._idle[connection]
            self._idle[connection] = None  # now the last one

    def begin(self, connection: web.RequestHandler) -> None:
        """A request is complete and is being answered."""
        self._idle.pop(connection, None)
        self._busy.add(connection)

    def end(self, connection: web.RequestHandler) -> None:
        """The request is answered."""
        self._busy.discard(connection)
        if connection.transport is not None:
            self._idle[connection] = None
        else:
            self._reserved.discard(connection)

    def is_reserved(self, connection: web.RequestHandler) -> bool:
        return connection in self._reserved

    def _forget_closed(self) -> None:
        self._idle = {connection: None for connection in self._idle if connection.transport is not None}
        self._reserved &= self._new | self._idle.keys() | self._busy

    def _close_idle(self, *, is_reserved: bool) -> bool:
        """Close the connection that has been idle longest, among those in the reserve or the others; False if none."""
        for connection in self._idle:
            if self.is_reserved(connection) is is_reserved:
                del self._idle[connection]
                self._reserved.discard(connection)
                transport = connection.transport
                connection.force_close()
                if transport is not None:
                    transport.abort()  # close() would first wait for a client that does not read its response
                self._on_replaced()
                return True
        return False
