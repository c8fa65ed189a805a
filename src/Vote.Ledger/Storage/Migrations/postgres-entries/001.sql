-- Accepted entries. The owner runs this; the role of the application (:app) may read and insert, and nothing else. The triggers are
-- the second wall: they hold for the owner too, until the owner removes them. Neither stops an operator; against an operator stand
-- the checkpoint store, the witnesses and the promises. spec/ledger.md §9 (1)

CREATE TABLE blob (
    sha256 bytea PRIMARY KEY CHECK (sha256 = sha256(bytes)),
    bytes bytea NOT NULL
);

-- (slot, previous): the ballots of a slot are a chain, so whoever decides on an old view of it is refused. ordinal: the same for
-- officers' and trustees' entries. writer: the transaction, by which readers know what may still become visible.
CREATE TABLE entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    writer xid8 NOT NULL DEFAULT pg_current_xact_id(),
    accepted_at bigint NOT NULL,
    included_by bigint NOT NULL,
    sequence bigint,
    enrolled_slot integer,
    enrolled_generation integer,
    slot integer,
    generation integer,
    ordinal integer UNIQUE,
    leaf bytea NOT NULL UNIQUE CHECK (leaf = sha256('\x00'::bytea || bytes)),
    unit bytea NOT NULL CHECK (octet_length(unit) = 32),
    credential bytea,
    previous bytea,
    blob bytea REFERENCES blob (sha256),
    bytes bytea NOT NULL CHECK (octet_length(bytes) <= 65535),
    UNIQUE (enrolled_slot, enrolled_generation),
    UNIQUE (credential, sequence),
    UNIQUE (slot, previous),
    CHECK (slot IS NOT NULL OR enrolled_slot IS NOT NULL OR ordinal IS NOT NULL)
);

CREATE INDEX entry_by_unit ON entry (unit);
CREATE INDEX entry_by_writer ON entry (writer);

-- Base64 of random bytes: compressing costs time and saves nothing worth it.
ALTER TABLE entry ALTER bytes SET STORAGE EXTERNAL;
ALTER TABLE blob ALTER bytes SET STORAGE EXTERNAL;

CREATE TABLE sequenced (
    log_index bigint PRIMARY KEY CHECK (log_index >= 0),
    leaf bytea NOT NULL UNIQUE REFERENCES entry (leaf)
);

CREATE TABLE mark (
    value bytea PRIMARY KEY CHECK (octet_length(value) = 32),
    leaf bytea NOT NULL REFERENCES entry (leaf)
);

-- One row once voting has ended: no ballot is stored after it. spec/ledger.md §9 (5)
CREATE TABLE closing (
    id integer PRIMARY KEY CHECK (id = 1)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'TV001';
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['blob', 'entry', 'sequenced', 'mark', 'closing'] LOOP
        EXECUTE format(
            'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
        -- Also where session_replication_role would leave triggers out.
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
END $$;

-- Every ballot's transaction holds the gate shared, the closing one alone: each ballot is before or after it. The names are whole, so
-- that no temporary table of the application's can stand in for ours.
CREATE FUNCTION pass_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(TG_RELID::bigint);
    IF EXISTS (SELECT FROM {schema}.closing) THEN
        RAISE EXCEPTION 'voting has ended' USING ERRCODE = 'TV002';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION close_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock('{schema}.entry'::regclass::oid::bigint);
    RETURN NEW;
END $$;

CREATE TRIGGER gate BEFORE INSERT ON entry FOR EACH ROW WHEN (NEW.slot IS NOT NULL) EXECUTE FUNCTION pass_gate();
CREATE TRIGGER gate BEFORE INSERT ON closing FOR EACH ROW EXECUTE FUNCTION close_gate();
ALTER TABLE entry ENABLE ALWAYS TRIGGER gate;
ALTER TABLE closing ENABLE ALWAYS TRIGGER gate;

-- Stores a unit or nothing of it, so that what hinders one unit of a transaction keeps none of the others out.
CREATE FUNCTION accept_unit(
    unit bytea, accepted_at bigint, included_by bigint,
    enrolment bytea, enrolled_slot integer, enrolled_generation integer,
    bytes bytea, slot integer, generation integer, sequence bigint, credential bytea, previous bytea, ordinal integer,
    blob bytea, blob_bytes bytea, marks bytea[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF blob IS NOT NULL THEN
        INSERT INTO blob VALUES (blob, blob_bytes) ON CONFLICT DO NOTHING;
    END IF;
    IF enrolment IS NOT NULL THEN
        INSERT INTO entry (leaf, unit, accepted_at, included_by, enrolled_slot, enrolled_generation, bytes)
        VALUES (sha256('\x00'::bytea || enrolment), unit, accepted_at, included_by, enrolled_slot, enrolled_generation, enrolment);
    END IF;
    INSERT INTO entry (leaf, unit, accepted_at, included_by, slot, generation, sequence, credential, previous, ordinal, blob, bytes)
    VALUES (unit, unit, accepted_at, included_by, slot, generation, sequence, credential, previous, ordinal, blob, bytes);
    INSERT INTO mark SELECT value, unit FROM unnest(marks) AS value;
    RETURN 'stored';
EXCEPTION
    WHEN unique_violation THEN RETURN 'conflict';
    WHEN SQLSTATE 'TV002' THEN RETURN 'closed';
END $$;

REVOKE ALL ON blob, entry, sequenced, mark, closing FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON blob, entry, sequenced, mark, closing FROM :app;
GRANT SELECT, INSERT ON blob, entry, sequenced, mark, closing TO :app;
