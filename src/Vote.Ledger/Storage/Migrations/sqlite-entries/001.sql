-- Accepted entries. Rows are only inserted: the triggers stop mistakes, not an operator; against an operator stand the checkpoint
-- store, the witnesses and the promises. spec/ledger.md §9 (1)
-- The long columns stand last, so that looking for entries without a place does not read them.
-- (slot, previous): the ballots of a slot are a chain, so whoever decides on an old view of it is refused. ordinal: the same for
-- officers' and trustees' entries.

CREATE TABLE blob (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    leaf BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32),
    unit BLOB NOT NULL CHECK (length(unit) = 32),
    accepted_at INTEGER NOT NULL,
    included_by INTEGER NOT NULL,
    enrolled_slot INTEGER,
    enrolled_generation INTEGER,
    slot INTEGER,
    generation INTEGER,
    sequence INTEGER,
    credential BLOB,
    previous BLOB,
    ordinal INTEGER UNIQUE,
    blob BLOB REFERENCES blob (sha256),
    bytes BLOB NOT NULL CHECK (length(bytes) <= 65535),
    UNIQUE (enrolled_slot, enrolled_generation),
    UNIQUE (credential, sequence),
    UNIQUE (slot, previous),
    CHECK (slot IS NOT NULL OR enrolled_slot IS NOT NULL OR ordinal IS NOT NULL)
) STRICT;

CREATE INDEX entry_by_unit ON entry (unit);
CREATE INDEX entry_other ON entry (id) WHERE enrolled_slot IS NULL AND slot IS NULL;

CREATE TABLE sequenced (
    log_index INTEGER NOT NULL PRIMARY KEY CHECK (log_index >= 0),
    leaf BLOB NOT NULL UNIQUE REFERENCES entry (leaf)
) STRICT;

CREATE TABLE mark (
    value BLOB NOT NULL PRIMARY KEY CHECK (length(value) = 32),
    leaf BLOB NOT NULL REFERENCES entry (leaf)
) STRICT;

CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER blob_no_replace BEFORE INSERT ON blob
WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE leaf = NEW.leaf OR id = NEW.id)
    OR EXISTS (SELECT 1 FROM entry WHERE credential = NEW.credential AND sequence = NEW.sequence)
    OR EXISTS (SELECT 1 FROM entry WHERE slot = NEW.slot AND previous = NEW.previous)
    OR EXISTS (SELECT 1 FROM entry WHERE ordinal = NEW.ordinal)
    OR EXISTS (SELECT 1 FROM entry
        WHERE enrolled_slot = NEW.enrolled_slot AND enrolled_generation = NEW.enrolled_generation)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER sequenced_no_update BEFORE UPDATE ON sequenced
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sequenced_no_delete BEFORE DELETE ON sequenced
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sequenced_no_replace BEFORE INSERT ON sequenced
WHEN EXISTS (SELECT 1 FROM sequenced WHERE log_index = NEW.log_index OR leaf = NEW.leaf)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER mark_no_update BEFORE UPDATE ON mark
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER mark_no_delete BEFORE DELETE ON mark
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER mark_no_replace BEFORE INSERT ON mark
WHEN EXISTS (SELECT 1 FROM mark WHERE value = NEW.value)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- One row once voting has ended: no ballot is stored after it. spec/ledger.md §9 (5)
CREATE TABLE closing (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;

CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_no_replace BEFORE INSERT ON closing WHEN EXISTS (SELECT 1 FROM closing)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_closed BEFORE INSERT ON entry WHEN NEW.slot IS NOT NULL AND EXISTS (SELECT 1 FROM closing)
BEGIN SELECT RAISE(ABORT, 'voting has ended'); END
