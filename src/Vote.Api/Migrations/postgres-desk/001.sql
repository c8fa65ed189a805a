-- What the enrolment desk remembers: nonces are used up and forgotten, so here the application may change rows. It cannot make an
-- enrolment: pending ones are sealed.

CREATE TABLE nonce (
    value bytea PRIMARY KEY CHECK (octet_length(value) = 32),
    expires bigint NOT NULL,
    used bigint NOT NULL CHECK (used IN (0, 1))
);

CREATE TABLE pending (
    credential bytea PRIMARY KEY CHECK (octet_length(credential) = 33),
    slot bigint NOT NULL CHECK (slot > 0),
    grant_sealed bytea NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON nonce, pending TO :app;
