-- What the enrolment desk remembers. IF NOT EXISTS: earlier files have the tables without a number.

CREATE TABLE IF NOT EXISTS nonce (
    value BLOB NOT NULL PRIMARY KEY CHECK (length(value) = 32),
    expires INTEGER NOT NULL,
    used INTEGER NOT NULL CHECK (used IN (0, 1))
) STRICT;

CREATE TABLE IF NOT EXISTS pending (
    credential BLOB NOT NULL PRIMARY KEY CHECK (length(credential) = 33),
    slot INTEGER NOT NULL CHECK (slot > 0),
    grant_sealed BLOB NOT NULL
) STRICT
