package org.proofmark.scout.frontier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.json.JsonMapper;

/** Which document shows which image, what the images show, and since when. Runs inside its frontier's transactions. */
final class Sightings {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps what images show now for the time when they show something else. */
    private static final String KEEP_FORMER = """
            INSERT OR REPLACE INTO former (image, digest, ordinal, work, found, type, width, height, metadata, until)
            SELECT a.id, f.digest, f.ordinal, f.work, f.found, p.type, p.width, p.height, p.metadata, a.visited
            FROM address a JOIN finding f ON f.digest = a.digest JOIN picture p ON p.digest = a.digest
            WHERE a.role = ?""";

    private final Database database;
    private final Names names;

    Sightings(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    /** A document was read: what it shows now is seen, what it no longer shows is gone. */
    void read(Errand errand, Visit.Read read, Instant now) {
        database.update(
                "INSERT OR REPLACE INTO document (id, kind, title, language, licence, canonical) VALUES (?, ?, ?, ?, ?, ?)",
                errand.id(),
                read.kind().name(),
                read.title(),
                read.language(),
                read.licence().orElse(null),
                read.canonical().map(Url::toString).orElse(null));
        database.update("UPDATE sighting SET gone = gone | 1 WHERE document = ?", errand.id());
        for (Visit.Reference shown : read.shown()) {
            image(errand, shown.at(), now).ifPresent(image -> sight(errand, image, shown.reference(), now));
        }
        database.update("DELETE FROM part WHERE document = ?", errand.id());
        for (Url part : read.parts()) {
            address(part, Role.PART, errand.scope())
                    .ifPresent(id -> database.update(
                            "INSERT OR IGNORE INTO part (document, part) VALUES (?, ?)", errand.id(), id));
        }
    }

    private Optional<Long> image(Errand errand, Visit.Place place, Instant now) {
        return switch (place) {
            case Visit.Place.There there -> address(there.url(), Role.IMAGE, errand.scope());
            case Visit.Place.Here here -> Optional.of(inline(errand, here, now));
        };
    }

    private Optional<Long> address(Url url, Role role, String scope) {
        return database.one(
                "SELECT id FROM address WHERE identity = ? AND role = ?",
                row -> row.getLong(1),
                names.identity(url, scope),
                role.name());
    }

    /** A picture that came with its document is an address that is never visited. */
    private long inline(Errand errand, Visit.Place.Here here, Instant now) {
        keep(here.picture());
        boolean unreadable = !here.picture().trouble().isEmpty();
        String identity = names.of(errand.url() + "#" + here.name(), errand.scope());
        database.update("""
                INSERT INTO address (identity, role, url, host, scope, depth, urgency, open, due, first_seen)
                VALUES (?, ?, '', '', ?, ?, 0, 0, 0, ?) ON CONFLICT DO NOTHING""", identity, Role.IMAGE.name(), errand.scope(), errand.depth(), now.toEpochMilli());
        long id = database.one(
                        "SELECT id FROM address WHERE identity = ? AND role = ?",
                        row -> row.getLong(1),
                        identity,
                        Role.IMAGE.name())
                .orElseThrow();
        changing(id, here.picture().digest());
        database.update(
                """
                UPDATE address SET digest = ?, status = 200, visited = ?, referrer = ?, why = ?, explanation = ?
                WHERE id = ?""",
                here.picture().digest(),
                now.toEpochMilli(),
                errand.url().toString(),
                unreadable ? Visit.Why.UNREADABLE.name() : null,
                unreadable ? here.picture().trouble() : null,
                id);
        return id;
    }

    private void sight(Errand errand, long image, ImageReference reference, Instant now) {
        database.update(
                """
                INSERT INTO sighting (document, image, way, alt, caption, credit, licence, context, first_seen, last_seen,
                    gone)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT iif(missing > 0, 2, 0) FROM address WHERE id = ?))
                ON CONFLICT DO UPDATE SET way = excluded.way, alt = excluded.alt, caption = excluded.caption,
                    credit = excluded.credit, licence = excluded.licence, context = excluded.context,
                    last_seen = excluded.last_seen, gone = gone & 2""",
                errand.id(),
                image,
                reference.way().name(),
                reference.alt(),
                reference.caption(),
                reference.credit(),
                reference.licence(),
                reference.context(),
                now.toEpochMilli(),
                now.toEpochMilli(),
                image);
    }

    /** A document or image is as it was: what it showed is seen again. */
    void same(Errand errand, Instant now) {
        database.update(
                "UPDATE sighting SET last_seen = ? WHERE document = ? AND gone = 0", now.toEpochMilli(), errand.id());
    }

    /** An address is no more: what it showed is gone, and so is it where it was shown. */
    void gone(Errand errand) {
        database.update("UPDATE sighting SET gone = gone | 1 WHERE document = ?", errand.id());
        database.update("UPDATE sighting SET gone = gone | 2 WHERE image = ?", errand.id());
    }

    /** An image is there, again perhaps: so it is where it is still shown. */
    void back(Errand errand, Instant now) {
        database.update(
                "UPDATE sighting SET gone = gone & 1, last_seen = iif(gone = 2, ?, last_seen) WHERE image = ? AND gone >= 2",
                now.toEpochMilli(),
                errand.id());
    }

    /** An image's address is about to have another content. */
    void changing(long image, String digest) {
        database.update(KEEP_FORMER + " AND a.id = ? AND a.digest <> ?", Role.IMAGE.name(), image, digest);
    }

    /** An image's content was looked at. */
    void keep(Picture picture) {
        int added = database.update(
                """
                INSERT INTO picture (digest, type, width, height, trouble, metadata) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""",
                picture.digest(),
                picture.type(),
                picture.width(),
                picture.height(),
                picture.trouble(),
                picture.metadata().equals(FileMetadata.NONE) ? "" : JSON.writeValueAsString(picture.metadata()));
        if (added > 0) {
            int ordinal = 0;
            for (Match match : picture.matches()) {
                database.update(
                        "INSERT INTO finding (digest, ordinal, work, found) VALUES (?, ?, ?, ?)",
                        picture.digest(),
                        ordinal++,
                        match.image(),
                        JSON.writeValueAsString(match));
            }
        }
    }

    Optional<Picture> picture(String digest) {
        List<Match> matches = database.list(
                "SELECT found FROM finding WHERE digest = ? ORDER BY ordinal",
                row -> JSON.readValue(row.getString(1), Match.class),
                digest);
        return database.one(
                "SELECT type, width, height, trouble, metadata FROM picture WHERE digest = ?",
                row -> new Picture(
                        digest,
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getString(4),
                        metadata(row.getString(5)),
                        matches),
                digest);
    }

    private static FileMetadata metadata(String json) {
        return json.isEmpty() ? FileMetadata.NONE : JSON.readValue(json, FileMetadata.class);
    }

    void forgetPictures() {
        database.update(KEEP_FORMER, Role.IMAGE.name());
        database.update("DELETE FROM finding");
        database.update("DELETE FROM picture");
        // A picture that came with its document is seen again only if the document is read again.
        database.update("""
                UPDATE address SET digest = NULL, etag = NULL, modified = NULL,
                    open = open OR EXISTS (SELECT 1 FROM round WHERE ended IS NULL)
                WHERE digest IS NOT NULL AND url <> '' AND (role = ?
                    OR id IN (SELECT document FROM sighting s JOIN address i ON i.id = s.image WHERE i.url = ''))""", Role.IMAGE.name());
        database.update("UPDATE address SET digest = NULL WHERE url = ''");
    }

    /**
     * Every work on every page, by page and work, also where the image's address shows something else by now. The images of a style sheet or a drawing are shown by the pages that use it,
     * directly or through another.
     */
    List<Shown> found() {
        return database.list(
                """
                WITH RECURSIVE seen AS MATERIALIZED (
                    SELECT i.id AS image, f.digest, f.ordinal, f.work, f.found, p.type, p.width, p.height, p.trouble,
                        p.metadata, NULL AS until
                    FROM finding f
                        JOIN picture p ON p.digest = f.digest
                        JOIN address i ON i.digest = f.digest AND i.role = ?
                    UNION ALL
                    SELECT o.image, o.digest, o.ordinal, o.work, o.found, o.type, o.width, o.height, '',
                        o.metadata, o.until
                    FROM former o JOIN address i ON i.id = o.image AND i.digest <> o.digest),
                shown (digest, ordinal, image, document, page) AS (
                    SELECT f.digest, f.ordinal, f.image, s.document, s.document FROM seen f
                        JOIN sighting s ON s.image = f.image AND (f.until IS NULL OR s.first_seen <= f.until)
                    UNION
                    SELECT shown.digest, shown.ordinal, shown.image, shown.document, part.document FROM shown
                        JOIN part ON part.part = shown.page
                    UNION
                    SELECT shown.digest, shown.ordinal, shown.image, shown.document, s.document FROM shown
                        JOIN sighting s ON s.image = shown.page)
                SELECT f.found, f.digest, f.type, f.width, f.height, f.trouble, f.metadata,
                    CASE i.url WHEN '' THEN substr(i.identity, instr(i.identity, char(10)) + 1) ELSE i.url END, i.status,
                    a.url, coalesce(d.title, ''), coalesce(d.language, ''), a.scope, s.way, s.alt, s.caption, s.credit,
                    CASE s.licence WHEN '' THEN coalesce(d.licence, '') ELSE s.licence END, s.context,
                    s.first_seen, min(s.last_seen, coalesce(f.until, s.last_seen)), s.gone OR f.until IS NOT NULL
                FROM shown
                JOIN seen f ON f.digest = shown.digest AND f.ordinal = shown.ordinal AND f.image = shown.image
                JOIN address i ON i.id = shown.image
                JOIN sighting s ON s.document = shown.document AND s.image = shown.image
                JOIN address a ON a.id = shown.page AND a.role NOT IN (?, ?)
                LEFT JOIN document d ON d.id = shown.page
                ORDER BY a.scope, a.url, f.work, i.url""",
                row -> new Shown(
                        JSON.readValue(row.getString(1), Match.class),
                        new Picture(
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getString(6),
                                metadata(row.getString(7)),
                                List.of()),
                        row.getString(8),
                        row.getInt(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14),
                        row.getString(15),
                        row.getString(16),
                        row.getString(17),
                        row.getString(18),
                        row.getString(19),
                        Instant.ofEpochMilli(row.getLong(20)),
                        Instant.ofEpochMilli(row.getLong(21)),
                        row.getInt(22) == 1),
                Role.IMAGE.name(),
                Role.IMAGE.name(),
                Role.PART.name());
    }
}
