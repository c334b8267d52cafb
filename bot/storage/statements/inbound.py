"""Texts from people, and the replies to them."""

from bot.storage.statements import addresses

FIND_ANSWER = "SELECT reply, intent FROM inbound WHERE provider = :provider AND message_id = :message_id"
SAVE_ANSWER = """
    INSERT INTO inbound (provider, message_id, person_id, received_at, intent, reply)
    VALUES (:provider, :message_id, :person_id, :received_at, :intent, :reply)"""
AMEND_ANSWER = "UPDATE inbound SET reply = :reply WHERE provider = :provider AND message_id = :message_id"
LATEST_ID = f"""
    SELECT message_id FROM inbound JOIN ({addresses.PERSON}) AS sender ON sender.id = person_id
    ORDER BY received_at DESC LIMIT 1"""
OF_PERSON = """
    SELECT message_id, received_at, intent, reply FROM inbound
    WHERE person_id = :person_id ORDER BY received_at, message_id"""

PRUNE = """
    DELETE FROM inbound WHERE (provider, message_id) IN (
        SELECT provider, message_id FROM inbound WHERE received_at < :cutoff ORDER BY received_at LIMIT :limit)"""
