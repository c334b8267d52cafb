"""Steps that units of work share about a phone number, whoever has it: whether it opted out, and what it has cost."""

from datetime import date, datetime

from bot.domain.model import Person
from bot.domain.spending import BOT_ACCOUNT, Budgets, Spending, day_of, person_account, token_account
from bot.storage.number_hash import number_hash
from bot.storage.session import Session
from bot.storage.statements import addresses, spending
from bot.storage.units.contacts import end_contacts


async def opted_out_at(session: Session, number: str) -> datetime | None:
    """Since when a number is suppressed, at every provider; None if it is not."""
    row = await session.row(spending.OPTED_OUT_AT, number_hash=await _number_hash(session, number))
    return session.read_moment(row["opted_out_at"]) if row is not None else None


async def save_opt_out(session: Session, before: Person, after: Person) -> None:
    """Suppress the addresses of a person who has opted out, lift that for one who has opted in again."""
    if (before.opted_out_at is None) == (after.opted_out_at is None):
        return
    for row in await session.rows(addresses.ALL_OF_PERSON, person_id=after.id):
        if after.opted_out_at is None:
            await lift_suppression(session, row["address"])
        else:
            await suppress(session, row["address"], after.opted_out_at)


async def suppress(session: Session, number: str, now: datetime) -> None:
    """Send nothing more to a number, neither on its own account nor on others'."""
    await session.execute(spending.SUPPRESS, number_hash=await _number_hash(session, number), opted_out_at=now)
    await end_contacts(session, number, now)


async def lift_suppression(session: Session, number: str) -> None:
    await session.execute(spending.LIFT, number_hash=await _number_hash(session, number))


async def _number_hash(session: Session, number: str) -> str:
    return number_hash(await session.constant(spending.NUMBER_KEY), number)


async def person_spending(session: Session, number: str, since: datetime, budgets: Budgets) -> Spending:
    """What a person and the bot spend from the day of ``since`` on."""
    return await _spending(session, person_account(number), since, budgets, account_floor=0)


async def token_spending(session: Session, name: str, since: datetime, budgets: Budgets) -> Spending:
    """What a token and the bot spend on the days that are almost full, from the day of ``since`` on."""
    return await _spending(session, token_account(name), since, budgets, account_floor=budgets.token_floor)


async def _spending(
    session: Session, account: str, since: datetime, budgets: Budgets, *, account_floor: int
) -> Spending:
    rows = await session.rows(
        spending.BY_DAY,
        account=account,
        today=day_of(since).isoformat(),
        account_floor=account_floor,
        bot_floor=budgets.bot_floor,
    )
    days = [(row["account"], date.fromisoformat(row["day"]), row["segments"]) for row in rows]
    return Spending(
        account={day: segments for owner, day, segments in days if owner == account},
        bot={day: segments for owner, day, segments in days if owner == BOT_ACCOUNT},
    )


async def spend(session: Session, number: str, at: datetime, segments: int) -> None:
    """Count segments that no outbound message stands for: a reply in a webhook's response."""
    for account in (BOT_ACCOUNT, person_account(number)):
        await session.execute(spending.ADD, account=account, day=day_of(at).isoformat(), segments=segments)
