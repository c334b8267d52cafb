"""Two job queues on PostgreSQL, which the hand-over is measured beside: as many due jobs, each of which does nothing.

Both keep a job as a row and change or delete it when the job has run. Neither knows what became of a call whose answer
was lost.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

CONCURRENCY = 40
_ran = asyncio.Event()
_left = 0


async def nothing() -> None:
    """The job of APScheduler, which must be importable by name."""
    global _left  # noqa: PLW0603 - the scheduler gives the job no other place
    _left -= 1
    if _left == 0:
        _ran.set()


async def procrastinate(url: str, count: int) -> float:
    """Jobs a second. Raises ``ImportError`` if procrastinate is not installed."""
    import procrastinate  # type: ignore[import-not-found] # noqa: PLC0415 - optional

    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))

    @app.task(queue="reminders")  # type: ignore[untyped-decorator]
    async def hand_over(message: str) -> None: ...

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await hand_over.batch_defer_async(*({"message": f"message {number}"} for number in range(count)))
        begun = time.perf_counter()
        await app.run_worker_async(queues=["reminders"], wait=False, concurrency=CONCURRENCY, listen_notify=False)
        return count / (time.perf_counter() - begun)


async def apscheduler(url: str, count: int) -> float:
    """Jobs a second. Raises ``ImportError`` if APScheduler is not installed."""
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # type: ignore[import-not-found] # noqa: PLC0415
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-not-found] # noqa: PLC0415

    global _left  # noqa: PLW0603
    _left = count
    _ran.clear()
    store = SQLAlchemyJobStore(url.replace("postgresql://", "postgresql+psycopg2://", 1))
    scheduler = AsyncIOScheduler(jobstores={"default": store}, job_defaults={"misfire_grace_time": None})
    scheduler.start(paused=True)
    due = datetime.now(UTC) - timedelta(seconds=1)
    for _ in range(count):
        scheduler.add_job("bench.queues:nothing", "date", run_date=due)
    begun = time.perf_counter()
    scheduler.resume()
    await _ran.wait()
    spent = time.perf_counter() - begun
    scheduler.shutdown()
    return count / spent


QUEUES: dict[str, Callable[[str, int], Awaitable[float]]] = {
    "procrastinate": procrastinate,
    "APScheduler": apscheduler,
}
