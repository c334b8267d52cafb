"""The further addresses of people, and the codes that link them."""

from bot.storage.statements.conditions import IS_KNOWN

# A linked address wins over a person of its own: another program may have made one since.
_OWNER = f"""
    SELECT {{column}} FROM addresses JOIN people ON people.id = person_id
    WHERE addresses.provider = :provider AND address = :address AND {IS_KNOWN}"""
PERSON = f"""
    SELECT * FROM people WHERE {IS_KNOWN} AND id = coalesce(
        ({_OWNER.format(column="people.id")}),
        (SELECT own.id FROM people AS own
         WHERE own.provider = :provider AND own.number = :address AND own.{IS_KNOWN}))"""
# To lock: one number for all addresses of a person.
NUMBER = f"SELECT coalesce(({_OWNER.format(column='people.number')}), CAST(:address AS text)) AS number"
PEOPLE_WITH = f"""
    SELECT * FROM people WHERE {IS_KNOWN} AND id IN (
        SELECT own.id FROM people AS own WHERE own.number = :address AND own.{IS_KNOWN}
        UNION SELECT person_id FROM addresses WHERE address = :address)
    ORDER BY id"""
OF_PERSON = "SELECT address FROM addresses WHERE person_id = :person_id ORDER BY address"
ALL_OF_PERSON = """
    SELECT number AS address FROM people WHERE id = :person_id
    UNION SELECT address FROM addresses WHERE person_id = :person_id"""

ADD = """
    INSERT INTO addresses (provider, address, person_id) VALUES (:provider, :address, :person_id)
    ON CONFLICT (provider, address) DO UPDATE SET person_id = excluded.person_id"""
MOVE = "UPDATE addresses SET person_id = :to_id WHERE person_id = :from_id"
REMOVE = "DELETE FROM addresses WHERE provider = :provider AND address = :address"
# The id that WhatsApp gives with the person's own number stays.
REMOVE_LINKED = """
    DELETE FROM addresses WHERE person_id = :person_id AND address <> :number AND address <> :external_id"""

ADD_CODE = "INSERT INTO link_codes (code, person_id, created_at) VALUES (:code, :person_id, :now)"
# Also those that have expired, whoever they are of.
REMOVE_CODES = "DELETE FROM link_codes WHERE person_id = :person_id OR created_at <= :expired_at"
OWNER_OF_CODE = f"""
    SELECT people.* FROM link_codes JOIN people ON people.id = person_id
    WHERE code = :code AND link_codes.created_at > :expired_at AND people.provider = :provider
        AND opted_out_at IS NULL AND {IS_KNOWN}"""
