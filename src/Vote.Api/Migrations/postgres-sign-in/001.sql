-- Sign-ins and tickets on their way; each is taken once, by deleting it.

CREATE TABLE sign_in (
    state bytea PRIMARY KEY,
    browser bytea NOT NULL,
    election text NOT NULL,
    credential bytea NOT NULL,
    nonce text NOT NULL,
    verifier text NOT NULL,
    sign_transaction text NOT NULL,
    expires bigint NOT NULL
);

CREATE TABLE ticket (
    ticket bytea PRIMARY KEY,
    election text NOT NULL,
    credential bytea NOT NULL,
    slot bigint NOT NULL,
    generation bigint NOT NULL,
    expires bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in, ticket TO :app;
