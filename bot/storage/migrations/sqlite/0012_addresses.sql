-- The further addresses of a person, as a provider writes a sender: "+1...", "whatsapp:+1...", or the id that WhatsApp
-- gives instead of a number. What the bot sends by itself goes to people.number.
CREATE TABLE addresses (
    provider   TEXT NOT NULL,
    address    TEXT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (provider, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_person ON addresses (person_id);
CREATE INDEX addresses_address ON addresses (address);

-- Whoever texts the code from another address links it to this person.
CREATE TABLE link_codes (
    code        TEXT PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_codes_person ON link_codes (person_id);
