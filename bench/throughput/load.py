"""A load on loopback: connections that each send a request, read the answer and go on, until the time is up."""

import asyncio
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"connection: *close", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.[01] (\d+)")


@dataclass
class LoadResult:
    """What came of a load: the seconds that each answer took, and how many answers were not 200."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    failures: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, percent: int) -> float:
        """The latency in milliseconds that ``percent`` of the answers kept."""
        return 1000 * quantiles(self.latencies, n=100)[percent - 1]


async def put_load(host: str, port: int, requests: Iterator[bytes], *, connections: int, seconds: float) -> LoadResult:
    """Send ``requests`` over ``connections`` at once for ``seconds`` seconds, or until they are used up."""
    result = LoadResult()
    started = time.perf_counter()
    ends = started + seconds
    await asyncio.gather(*(_connection(host, port, requests, ends, result) for _ in range(connections)))
    result.seconds = time.perf_counter() - started
    return result


async def _connection(host: str, port: int, requests: Iterator[bytes], ends: float, result: LoadResult) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for request in requests:
        began = time.perf_counter()
        if began > ends:
            break
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        await reader.readexactly(int(length[1]) if length else 0)
        result.latencies.append(time.perf_counter() - began)
        status = _STATUS.match(head)
        result.failures += status is None or status[1] != b"200"
        if _CLOSES.search(head):
            writer.close()
            reader, writer = await asyncio.open_connection(host, port)
    writer.close()
