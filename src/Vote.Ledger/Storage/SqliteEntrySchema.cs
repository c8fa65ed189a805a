namespace Vote.Ledger.Storage;

/// <summary>
/// The tables of accepted entries. Rows are only inserted: the triggers stop mistakes, not an operator; against an operator stand
/// the checkpoint store, the witnesses and the promises. spec/ledger.md §9 (1)
/// </summary>
/// <remarks>The long columns stand last, so that looking for entries without a place does not read them.</remarks>
internal static class SqliteEntrySchema
{
    internal const string Text = """
        BEGIN IMMEDIATE;

        CREATE TABLE IF NOT EXISTS blob (
            sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE IF NOT EXISTS entry (
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
            blob BLOB REFERENCES blob (sha256),
            bytes BLOB NOT NULL CHECK (length(bytes) <= 65535),
            UNIQUE (enrolled_slot, enrolled_generation),
            UNIQUE (credential, sequence)
        ) STRICT;

        CREATE INDEX IF NOT EXISTS entry_by_unit ON entry (unit);
        CREATE INDEX IF NOT EXISTS entry_other ON entry (id) WHERE enrolled_slot IS NULL AND slot IS NULL;

        CREATE TABLE IF NOT EXISTS sequenced (
            log_index INTEGER NOT NULL PRIMARY KEY CHECK (log_index >= 0),
            leaf BLOB NOT NULL UNIQUE REFERENCES entry (leaf)
        ) STRICT;

        CREATE TABLE IF NOT EXISTS mark (
            value BLOB NOT NULL PRIMARY KEY CHECK (length(value) = 32),
            leaf BLOB NOT NULL REFERENCES entry (leaf)
        ) STRICT;

        CREATE TRIGGER IF NOT EXISTS blob_no_update BEFORE UPDATE ON blob
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS blob_no_delete BEFORE DELETE ON blob
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS blob_no_replace BEFORE INSERT ON blob
        WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;

        CREATE TRIGGER IF NOT EXISTS entry_no_update BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS entry_no_delete BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS entry_no_replace BEFORE INSERT ON entry
        WHEN EXISTS (SELECT 1 FROM entry WHERE leaf = NEW.leaf OR id = NEW.id)
            OR EXISTS (SELECT 1 FROM entry WHERE credential = NEW.credential AND sequence = NEW.sequence)
            OR EXISTS (SELECT 1 FROM entry
                WHERE enrolled_slot = NEW.enrolled_slot AND enrolled_generation = NEW.enrolled_generation)
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;

        CREATE TRIGGER IF NOT EXISTS sequenced_no_update BEFORE UPDATE ON sequenced
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS sequenced_no_delete BEFORE DELETE ON sequenced
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS sequenced_no_replace BEFORE INSERT ON sequenced
        WHEN EXISTS (SELECT 1 FROM sequenced WHERE log_index = NEW.log_index OR leaf = NEW.leaf)
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;

        CREATE TRIGGER IF NOT EXISTS mark_no_update BEFORE UPDATE ON mark
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS mark_no_delete BEFORE DELETE ON mark
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER IF NOT EXISTS mark_no_replace BEFORE INSERT ON mark
        WHEN EXISTS (SELECT 1 FROM mark WHERE value = NEW.value)
        BEGIN SELECT RAISE(ABORT, 'append-only'); END;

        COMMIT;
        """;
}
