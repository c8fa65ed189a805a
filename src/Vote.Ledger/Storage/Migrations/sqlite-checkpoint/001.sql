-- The newest head, one row. spec/ledger.md §9 (2)

CREATE TABLE IF NOT EXISTS checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL CHECK (size >= 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    note BLOB NOT NULL,
    batch_size INTEGER NOT NULL CHECK (batch_size >= 0)
) STRICT;
CREATE TRIGGER IF NOT EXISTS checkpoint_grows BEFORE UPDATE ON checkpoint WHEN NEW.size <= OLD.size
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END;
CREATE TRIGGER IF NOT EXISTS checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a log only grows'); END
