-- Checkpoints that are due to be anchored, attempts, the node's answers, and what is final. Rows are only inserted. spec/ledger.md §11 (6)

CREATE TABLE anchor_due (
    terms BLOB NOT NULL CHECK (length(terms) = 32),
    size INTEGER NOT NULL CHECK (size > 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    occasion INTEGER NOT NULL CHECK (occasion BETWEEN 1 AND 3),
    since INTEGER NOT NULL,
    PRIMARY KEY (terms, size)
) STRICT;
CREATE TRIGGER anchor_due_no_update BEFORE UPDATE ON anchor_due BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_due_no_delete BEFORE DELETE ON anchor_due BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_due_no_replace BEFORE INSERT ON anchor_due WHEN EXISTS (SELECT 1 FROM anchor_due WHERE terms = NEW.terms AND size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE anchor_attempt (
    terms BLOB NOT NULL,
    size INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    nonce INTEGER NOT NULL CHECK (nonce >= 0),
    gas INTEGER NOT NULL CHECK (gas > 0),
    most_fee INTEGER NOT NULL CHECK (most_fee >= 0),
    tip INTEGER NOT NULL CHECK (tip >= 0),
    since INTEGER NOT NULL,
    PRIMARY KEY (terms, size, number),
    FOREIGN KEY (terms, size) REFERENCES anchor_due (terms, size)
) STRICT;
CREATE TRIGGER anchor_attempt_no_update BEFORE UPDATE ON anchor_attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_attempt_no_delete BEFORE DELETE ON anchor_attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_attempt_no_replace BEFORE INSERT ON anchor_attempt WHEN EXISTS (SELECT 1 FROM anchor_attempt WHERE terms = NEW.terms AND size = NEW.size AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE anchor_sent (
    terms BLOB NOT NULL,
    size INTEGER NOT NULL,
    number INTEGER NOT NULL,
    transaction_hash BLOB NOT NULL CHECK (length(transaction_hash) = 32),
    PRIMARY KEY (terms, size, number),
    FOREIGN KEY (terms, size, number) REFERENCES anchor_attempt (terms, size, number)
) STRICT;
CREATE TRIGGER anchor_sent_no_update BEFORE UPDATE ON anchor_sent BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_sent_no_delete BEFORE DELETE ON anchor_sent BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_sent_no_replace BEFORE INSERT ON anchor_sent WHEN EXISTS (SELECT 1 FROM anchor_sent WHERE terms = NEW.terms AND size = NEW.size AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE anchor_final (
    terms BLOB NOT NULL,
    size INTEGER NOT NULL,
    at_block INTEGER NOT NULL CHECK (at_block >= 0),
    PRIMARY KEY (terms, size),
    FOREIGN KEY (terms, size) REFERENCES anchor_due (terms, size)
) STRICT;
CREATE TRIGGER anchor_final_no_update BEFORE UPDATE ON anchor_final BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_final_no_delete BEFORE DELETE ON anchor_final BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER anchor_final_no_replace BEFORE INSERT ON anchor_final WHEN EXISTS (SELECT 1 FROM anchor_final WHERE terms = NEW.terms AND size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'append-only'); END
