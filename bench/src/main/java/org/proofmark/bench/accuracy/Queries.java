package org.proofmark.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.bench.edit.Dress;
import org.proofmark.bench.edit.Edit;
import org.proofmark.bench.edit.Pictures;

/** The queries of a trial: edited copies, and unrelated pictures of which every one also comes dressed. */
final class Queries {
    private Queries() {}

    /**
     * Queries made in memory when their turn comes.
     *
     * @param sample photos per edit; 0: all
     */
    static List<Query> made(
            Pictures photos, List<Edit> edits, Pictures pool, Pictures graphics, int sample, long seed) {
        List<Query> queries = new ArrayList<>();
        for (Edit edit : edits) {
            for (Path photo : photos.sample(sample, seed, edit.name())) {
                queries.add(Query.copy(edit.name(), Pictures.name(photo), () -> edit.file(photo, pool, seed)));
            }
        }
        unrelated(queries, "unrelated photo", pool, pool, seed);
        unrelated(queries, "graphic", graphics, pool, seed);
        return queries;
    }

    private static void unrelated(List<Query> queries, String kind, Pictures pictures, Pictures pool, long seed) {
        for (Path picture : pictures.files()) {
            String name = Pictures.name(picture);
            queries.add(Query.unrelated(kind, name, () -> Pictures.bytes(picture)));
            queries.add(Query.unrelated(kind + ", dressed", name, () -> Dress.worn(picture, pool, seed)));
        }
    }

    /** Queries that {@code bench edits} wrote to a folder. */
    static List<Query> written(Path folder) throws IOException {
        List<Query> queries = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells.length == 3 && !line.equals("query,edit,reference")) {
                Path file = folder.resolve(cells[0]);
                String source = cells[2].isEmpty() ? cells[0].substring(cells[0].indexOf("--") + 2) : cells[2];
                queries.add(new Query(cells[0], cells[1], source, cells[2], () -> Pictures.bytes(file)));
            }
        }
        return queries;
    }
}
