"""The catalogue's tables and how older ones become today's. A step that was released is never changed again."""

from __future__ import annotations

import sqlite3

#: "AppA" in the file's header: how a catalogue of ours is told from any other database.
APPLICATION_ID = 0x41707041

#: One entry a version: the statements that lead to it from the one before. ``user_version`` counts them.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # version counts the changes; what has a version of its own was last touched by that change
        """CREATE TABLE facts (
            one INTEGER PRIMARY KEY CHECK (one = 1), title TEXT NOT NULL, account TEXT NOT NULL,
            money_held TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, version INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE rounds (
            number INTEGER PRIMARY KEY, body TEXT NOT NULL, raw BLOB NOT NULL, platform TEXT NOT NULL,
            language TEXT NOT NULL, received TEXT, sent TEXT, accepted INTEGER NOT NULL, outcome TEXT NOT NULL,
            found TEXT NOT NULL, version INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE items (
            id INTEGER PRIMARY KEY AUTOINCREMENT, round INTEGER NOT NULL REFERENCES rounds, place INTEGER NOT NULL,
            letter TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, requirements TEXT NOT NULL,
            further_asks TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, alternative_group TEXT NOT NULL,
            condition TEXT NOT NULL, rules TEXT NOT NULL, answer TEXT NOT NULL, gap TEXT NOT NULL
        ) STRICT""",
        "CREATE UNIQUE INDEX items_letter ON items (letter) WHERE letter <> ''",
        """CREATE TABLE originals (
            sha256 TEXT PRIMARY KEY, extension TEXT NOT NULL, bytes INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE exhibits (
            id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, kind TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES originals, media_type TEXT NOT NULL, added_at TEXT NOT NULL,
            captured_at TEXT, title TEXT NOT NULL, event_start TEXT, event_end TEXT, event_precision TEXT,
            event_source TEXT, shows TEXT NOT NULL, place TEXT NOT NULL, send INTEGER NOT NULL, status TEXT NOT NULL,
            withdrawn_why TEXT NOT NULL, original_name TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
            was_sent INTEGER NOT NULL, label TEXT NOT NULL, record TEXT NOT NULL, version INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX exhibits_version ON exhibits (version)",
        "CREATE INDEX exhibits_sha256 ON exhibits (sha256)",
        # unfinished: the row is written, the files may still be there
        """CREATE TABLE erased (
            exhibit INTEGER PRIMARY KEY, item TEXT NOT NULL, sha256 TEXT NOT NULL, extension TEXT NOT NULL,
            erased_at TEXT NOT NULL, why TEXT NOT NULL, unfinished INTEGER NOT NULL, version INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX erased_version ON erased (version)",
        """CREATE TABLE exports (
            round INTEGER NOT NULL REFERENCES rounds, revision INTEGER NOT NULL, made_at TEXT NOT NULL,
            digest TEXT NOT NULL, files TEXT NOT NULL, labels TEXT NOT NULL, sent TEXT, removed INTEGER NOT NULL,
            PRIMARY KEY (round, revision)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE custody (
            seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, row TEXT NOT NULL, hash TEXT NOT NULL
        ) STRICT""",
    ),
    # the label of one that was erased after a sending is not given again
    ("ALTER TABLE erased ADD COLUMN label TEXT NOT NULL DEFAULT ''",),
    (
        # what can be made again (a joined picture) lies in working/, all else in originals/
        "ALTER TABLE originals ADD COLUMN kept_in TEXT NOT NULL DEFAULT 'originals'",
        """CREATE TABLE strips (
            id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, source TEXT NOT NULL, started_at TEXT NOT NULL,
            is_finished INTEGER NOT NULL, seams TEXT REFERENCES originals, record TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE frames (
            strip INTEGER NOT NULL REFERENCES strips, position INTEGER NOT NULL,
            sha256 TEXT NOT NULL REFERENCES originals, media_type TEXT NOT NULL, width INTEGER NOT NULL,
            height INTEGER NOT NULL, captured_at TEXT, taken_back INTEGER NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (strip, position)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX frames_sha256 ON frames (sha256)",
        # first and last: positions of the frames that a joined picture is made of; pixels: the digest of its pixels
        """CREATE TABLE joined (
            exhibit INTEGER PRIMARY KEY, strip INTEGER NOT NULL REFERENCES strips, page INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, pixels TEXT NOT NULL
        ) STRICT""",
        # files whose rows are gone and that have to go too
        "CREATE TABLE going (sha256 TEXT PRIMARY KEY, extension TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "INSERT OR IGNORE INTO going SELECT sha256, extension FROM erased WHERE unfinished = 1",
    ),
)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a catalogue's tables; 0 where there are none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether this program made the database."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds no contradiction in it. The cost grows with its size."""
    return [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]


def migrate(connection: sqlite3.Connection) -> None:
    """Leads a catalogue to today's tables, each step whole or not at all."""
    for number in range(version_of(connection), VERSION):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
