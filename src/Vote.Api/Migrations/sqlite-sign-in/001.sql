-- Sign-ins and tickets on their way. IF NOT EXISTS: earlier files have the tables without a number.

CREATE TABLE IF NOT EXISTS sign_in (
    state BLOB NOT NULL PRIMARY KEY,
    browser BLOB NOT NULL,
    election TEXT NOT NULL,
    credential BLOB NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    sign_transaction TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS ticket (
    ticket BLOB NOT NULL PRIMARY KEY,
    election TEXT NOT NULL,
    credential BLOB NOT NULL,
    slot INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT
