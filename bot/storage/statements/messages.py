"""API messages, which are outbound messages of the kind ``message``, and the keys of their requests."""

from bot.domain.model import OutboundState
from bot.storage.protocol import MessagePage
from bot.storage.statements.conditions import IS_API_MESSAGE

BY_ID = f"SELECT * FROM outbound WHERE id = :message_id AND token_name = :token_name AND {IS_API_MESSAGE}"

# A few at a time: after a quiet week all of them are old.
DELETE_OLD_KEYS = """
    DELETE FROM idempotency WHERE (token_name, key) IN (
        SELECT token_name, key FROM idempotency WHERE created_at < :kept_since ORDER BY created_at LIMIT 100)"""
FIND_KEY = """
    SELECT request_hash, outbound_id FROM idempotency
    WHERE token_name = :token_name AND key = :key AND created_at >= :kept_since"""
SAVE_KEY = """
    INSERT INTO idempotency (token_name, key, request_hash, outbound_id, created_at)
    VALUES (:token_name, :key, :request_hash, :outbound_id, :created_at)
    ON CONFLICT (token_name, key) DO UPDATE SET
        request_hash = excluded.request_hash, outbound_id = excluded.outbound_id, created_at = excluded.created_at"""


def page_query(page: MessagePage, state: OutboundState | None) -> tuple[str, dict[str, object]]:
    """The statement for one page in one state (None: in any), and its values."""
    conditions = [IS_API_MESSAGE, "token_name = :token_name"]
    values: dict[str, object] = {"limit": page.limit, "token_name": page.token_name}
    if page.to is not None:
        conditions.append("to_number = :to")
        values["to"] = page.to
    if state is not None:
        conditions.append("state = :state")
        values["state"] = state
    if page.before is not None:
        conditions.append("(created_at, id) < (:created_at, :id)")
        values |= dict(zip(("created_at", "id"), page.before, strict=True))
    query = f"SELECT * FROM outbound WHERE {' AND '.join(conditions)} ORDER BY created_at DESC, id DESC LIMIT :limit"
    return query, values
