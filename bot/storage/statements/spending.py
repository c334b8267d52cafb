"""Suppressed numbers, and segments spent by account and day. Triggers count outbound messages; see the migration."""

NUMBER_KEY = "SELECT value FROM bot_secrets WHERE name = 'number_key'"
OPTED_OUT_AT = "SELECT opted_out_at FROM suppressions WHERE number_hash = :number_hash"
SUPPRESS = """
    INSERT INTO suppressions (number_hash, opted_out_at) VALUES (:number_hash, :opted_out_at)
    ON CONFLICT (number_hash) DO NOTHING"""
LIFT = "DELETE FROM suppressions WHERE number_hash = :number_hash"

BY_DAY = """
    SELECT account, day, segments FROM spending
    WHERE account IN ('bot', :account) AND day >= :today
        AND (day = :today OR segments >= CASE account WHEN 'bot' THEN :bot_floor ELSE :account_floor END)"""
ADD = """
    INSERT INTO spending (account, day, segments) VALUES (:account, :day, :segments)
    ON CONFLICT (account, day) DO UPDATE SET segments = spending.segments + excluded.segments"""
# The largest of each kind: labels of metrics name no person.
HIGHEST = """
    SELECT kind, max(segments) AS segments FROM (
        SELECT CASE WHEN account = 'bot' THEN 'bot' WHEN account LIKE 'token:%' THEN 'token' ELSE 'person' END AS kind,
            segments
        FROM spending WHERE day = :today) AS today
    GROUP BY kind"""
PRUNE = "DELETE FROM spending WHERE day < :today"
