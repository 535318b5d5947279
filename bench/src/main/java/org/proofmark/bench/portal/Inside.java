package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.portal.RunningPortal;
import org.proofmark.portal.catalogue.Sweep;

/** Files, rows and index of a portal, side by side. */
final class Inside {
    private static final String COUNTED = """
            select concat_ws(' ', holder, month, works, monitored, poor, unready) from catalogue.work_month where works > 0
            """;

    private static final String RECOUNTED = """
            select concat_ws(' ', holder, date_trunc('month', shown_at)::date, count(*), count(*) filter (where monitored),
                count(*) filter (where not enough_detail),
                count(*) filter (where creator = '' or credit = '' or first_published is null))
            from catalogue.work group by holder, date_trunc('month', shown_at)
            """;

    private final RunningPortal portal;
    private final Path data;
    private final Tally tally;

    Inside(RunningPortal portal, Path data, Tally tally) {
        this.portal = portal;
        this.data = data;
        this.tally = tally;
    }

    /** @param expected digests of all files that have to be works, in hexadecimal digits */
    Aftermath.Found compare(Set<String> expected) throws IOException {
        List<String> works = rows("select encode(digest, 'hex') from catalogue.work");
        differ("works", Set.copyOf(works), expected);
        if (works.size() != Set.copyOf(works).size()) {
            tally.fail("a file is more than one work: %d works of %d files".formatted(works.size(), expected.size()));
        }
        differ("counts of months", Set.copyOf(rows(COUNTED)), Set.copyOf(rows(RECOUNTED)));
        int before = unnamed().size();
        portal.part(Sweep.class).run();
        Set<String> named = named();
        Set<String> there = files("blobs");
        differ("files", there, named);
        differ("parts of uploads", files("uploads"), Set.of());
        checkBytes();
        differ(
                "index",
                Set.copyOf(portal.part(SegmentedIndex.class).images()),
                Set.copyOf(rows("select holder || '/' || id from catalogue.work where enough_detail")));
        Set<String> left = new HashSet<>(there);
        left.removeAll(named);
        return new Aftermath.Found(works.size(), before, left.size());
    }

    private Set<String> unnamed() throws IOException {
        Set<String> unnamed = files("blobs");
        unnamed.removeAll(named());
        unnamed.addAll(files("uploads"));
        return unnamed;
    }

    private Set<String> named() {
        return Set.copyOf(rows("""
                select encode(digest, 'hex') from catalogue.work union select encode(fingerprint, 'hex') from catalogue.work
                union select encode(digest, 'hex') from catalogue.rendition
                """));
    }

    private Set<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private void checkBytes() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (!hex(Files.readAllBytes(file)).equals(String.valueOf(file.getFileName()))) {
                    tally.fail("file %s holds other bytes".formatted(file.getFileName()));
                }
            }
        }
    }

    private void differ(String what, Set<String> found, Set<String> expected) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(found);
        Set<String> more = new HashSet<>(found);
        more.removeAll(expected);
        missing.forEach(one -> tally.fail("%s: %s is missing".formatted(what, one)));
        more.forEach(one -> tally.fail("%s: %s should not be there".formatted(what, one)));
    }

    private List<String> rows(String query) {
        try (Connection connection = portal.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
