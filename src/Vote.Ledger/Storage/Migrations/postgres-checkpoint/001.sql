-- The newest head, one row: in another database than the entries, on another disk, outside their backup. The application may replace
-- it by a longer log's, and nothing else. spec/ledger.md §9 (2)

CREATE TABLE checkpoint (
    id integer PRIMARY KEY CHECK (id = 1),
    size bigint NOT NULL CHECK (size >= 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    note bytea NOT NULL,
    batch_size bigint NOT NULL CHECK (batch_size >= 0)
);

CREATE FUNCTION only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.size > OLD.size THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a log only grows' USING ERRCODE = 'TV001';
END $$;

CREATE TRIGGER grows BEFORE UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION only_grow();
CREATE TRIGGER stays BEFORE DELETE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION only_grow();
ALTER TABLE checkpoint ENABLE ALWAYS TRIGGER grows;
ALTER TABLE checkpoint ENABLE ALWAYS TRIGGER stays;

REVOKE ALL ON checkpoint FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE (size, root, note, batch_size) ON checkpoint TO :app;
