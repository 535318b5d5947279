package org.proofmark.scout.frontier;

/**
 * The tables of {@link FileFrontier}. Times are milliseconds since 1970. An address is {@code missed} 1 where its last visit saw
 * nothing, and 2 where it is to be seen anew, whatever was known of it, because it was gone or what was said of it is lost. A
 * sighting is {@code gone} by 1 where its document no longer shows the image, by 2 where the image is no longer there.
 */
final class Schema {
    static final String TABLES = """
            CREATE TABLE IF NOT EXISTS looked_for (works TEXT NOT NULL);

            CREATE TABLE IF NOT EXISTS round (number INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER);

            CREATE TABLE IF NOT EXISTS address (
                id INTEGER PRIMARY KEY,
                identity TEXT NOT NULL,
                role TEXT NOT NULL,
                url TEXT NOT NULL,
                host TEXT NOT NULL,
                scope TEXT NOT NULL,
                depth INTEGER NOT NULL,
                urgency INTEGER NOT NULL,
                referrer TEXT,
                open INTEGER NOT NULL,
                due INTEGER NOT NULL,
                first_seen INTEGER NOT NULL,
                round INTEGER NOT NULL DEFAULT 0,
                visited INTEGER NOT NULL DEFAULT 0,
                visits INTEGER NOT NULL DEFAULT 0,
                changes INTEGER NOT NULL DEFAULT 0,
                missing INTEGER NOT NULL DEFAULT 0,
                missed INTEGER NOT NULL DEFAULT 0,
                status INTEGER NOT NULL DEFAULT 0,
                landed TEXT,
                etag TEXT,
                modified TEXT,
                digest TEXT,
                bytes INTEGER NOT NULL DEFAULT 0,
                why TEXT,
                explanation TEXT,
                family TEXT,
                UNIQUE (identity, role));
            CREATE INDEX IF NOT EXISTS waiting ON address (host, urgency, id) WHERE open = 1;
            CREATE INDEX IF NOT EXISTS families ON address (family) WHERE family IS NOT NULL;
            CREATE INDEX IF NOT EXISTS landing ON address (landed) WHERE landed <> url;
            CREATE INDEX IF NOT EXISTS content ON address (digest) WHERE digest IS NOT NULL;

            CREATE TABLE IF NOT EXISTS document (
                id INTEGER PRIMARY KEY REFERENCES address,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                language TEXT NOT NULL,
                licence TEXT,
                canonical TEXT);

            CREATE TABLE IF NOT EXISTS sighting (
                document INTEGER NOT NULL REFERENCES address,
                image INTEGER NOT NULL REFERENCES address,
                way TEXT NOT NULL,
                alt TEXT NOT NULL,
                caption TEXT NOT NULL,
                credit TEXT NOT NULL,
                licence TEXT NOT NULL,
                context TEXT NOT NULL,
                first_seen INTEGER NOT NULL,
                last_seen INTEGER NOT NULL,
                gone INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (document, image)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS showing ON sighting (image);

            CREATE TABLE IF NOT EXISTS part (
                document INTEGER NOT NULL REFERENCES address,
                part INTEGER NOT NULL REFERENCES address,
                PRIMARY KEY (document, part)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS parting ON part (part);

            CREATE TABLE IF NOT EXISTS picture (
                digest TEXT PRIMARY KEY,
                type TEXT NOT NULL,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                trouble TEXT NOT NULL,
                metadata TEXT NOT NULL) WITHOUT ROWID;

            CREATE TABLE IF NOT EXISTS finding (
                digest TEXT NOT NULL REFERENCES picture,
                ordinal INTEGER NOT NULL,
                work TEXT NOT NULL,
                found TEXT NOT NULL,
                PRIMARY KEY (digest, ordinal)) WITHOUT ROWID;

            -- What an image's address showed before it showed something else, until when it was seen there.
            CREATE TABLE IF NOT EXISTS former (
                image INTEGER NOT NULL REFERENCES address,
                digest TEXT NOT NULL,
                ordinal INTEGER NOT NULL,
                work TEXT NOT NULL,
                found TEXT NOT NULL,
                type TEXT NOT NULL,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                metadata TEXT NOT NULL,
                until INTEGER NOT NULL,
                PRIMARY KEY (image, digest, ordinal)) WITHOUT ROWID""";

    /** For files that were made before there was the column. */
    static final String MISSED = "ALTER TABLE address ADD COLUMN missed INTEGER NOT NULL DEFAULT 0";

    private Schema() {}
}
