-- Checkpoints that are due to be anchored, attempts, the node's answers, and what is final. Rows are only inserted. spec/ledger.md §11 (6)

CREATE TABLE anchor_due (
    terms bytea NOT NULL CHECK (octet_length(terms) = 32),
    size bigint NOT NULL CHECK (size > 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    occasion bigint NOT NULL CHECK (occasion BETWEEN 1 AND 3),
    since bigint NOT NULL,
    PRIMARY KEY (terms, size)
);

CREATE TABLE anchor_attempt (
    terms bytea NOT NULL,
    size bigint NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    nonce bigint NOT NULL CHECK (nonce >= 0),
    gas bigint NOT NULL CHECK (gas > 0),
    most_fee bigint NOT NULL CHECK (most_fee >= 0),
    tip bigint NOT NULL CHECK (tip >= 0),
    since bigint NOT NULL,
    PRIMARY KEY (terms, size, number),
    FOREIGN KEY (terms, size) REFERENCES anchor_due (terms, size)
);

CREATE TABLE anchor_sent (
    terms bytea NOT NULL,
    size bigint NOT NULL,
    number bigint NOT NULL,
    transaction_hash bytea NOT NULL CHECK (octet_length(transaction_hash) = 32),
    PRIMARY KEY (terms, size, number),
    FOREIGN KEY (terms, size, number) REFERENCES anchor_attempt (terms, size, number)
);

CREATE TABLE anchor_final (
    terms bytea NOT NULL,
    size bigint NOT NULL,
    at_block bigint NOT NULL CHECK (at_block >= 0),
    PRIMARY KEY (terms, size),
    FOREIGN KEY (terms, size) REFERENCES anchor_due (terms, size)
);

CREATE FUNCTION keep_anchor_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'TV001';
END $$;

CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON anchor_due FOR EACH STATEMENT EXECUTE FUNCTION keep_anchor_rows();
ALTER TABLE anchor_due ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON anchor_attempt FOR EACH STATEMENT EXECUTE FUNCTION keep_anchor_rows();
ALTER TABLE anchor_attempt ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON anchor_sent FOR EACH STATEMENT EXECUTE FUNCTION keep_anchor_rows();
ALTER TABLE anchor_sent ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON anchor_final FOR EACH STATEMENT EXECUTE FUNCTION keep_anchor_rows();
ALTER TABLE anchor_final ENABLE ALWAYS TRIGGER stays;

REVOKE ALL ON anchor_due, anchor_attempt, anchor_sent, anchor_final FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON anchor_due, anchor_attempt, anchor_sent, anchor_final FROM :app;
GRANT SELECT, INSERT ON anchor_due, anchor_attempt, anchor_sent, anchor_final TO :app;
