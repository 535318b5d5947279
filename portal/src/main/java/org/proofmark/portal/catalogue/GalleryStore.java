package org.proofmark.portal.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the gallery shows: frames, months and counts of a holder's works. Every question names the holder. */
@Component
class GalleryStore {
    /** Before every id. */
    private static final UUID FIRST = new UUID(0, 0);

    private static final String NOT_READY = "not w.ready";

    /** In the collection or in one within it. */
    private static final String IN_COLLECTION = """
        exists (select 1 from catalogue.collected c join catalogue.collection k on k.id = c.collection
                where c.work = w.id and k.holder = w.holder and (k.id = :collection or k.parent = :collection))
        """;

    private static final String FRAME = """
        w.id, coalesce(nullif(w.title, ''), w.file_name) as name, w.width, w.height, w.ground, w.monitored, w.enough_detail,
        w.shown_at, w.registered_at, w.sort_name\
        """;

    private final JdbcClient sql;
    private final WorkUses uses;

    GalleryStore(JdbcClient sql, WorkUses uses) {
        this.sql = sql;
        this.uses = uses;
    }

    /**
     * A frame, and what it is sorted by.
     *
     * @param key as {@link Gallery.Place} has it
     */
    record Placed(Gallery.Frame frame, String key) {}

    List<Placed> frames(HolderId holder, Gallery asked, int limit) {
        String query = asked.sort() == Gallery.Sort.OWN
                ? ownOrder(asked)
                : "select %s from catalogue.work w where w.holder = :holder%s%s order by %s limit :limit"
                        .formatted(FRAME, where(asked), begin(asked), order(asked.sort()));
        return sql.sql(query)
                .params(parameters(holder, asked))
                .param("limit", limit)
                .query((row, number) -> new Placed(frame(row), key(row, asked.sort())))
                .list();
    }

    /**
     * A collection's works in their order, then those of the collections within it. Of each no more are read than are asked for,
     * by the index of their places; a work that is in several stands where it is first.
     */
    private static String ownOrder(Gallery asked) {
        return """
            with member as materialized (
                select id, row_number() over (order by id <> :collection, position, lower(name), id) as rank
                from catalogue.collection where holder = :holder and (id = :collection or parent = :collection))
            select w.*, k.rank
            from (select id, rank from member where rank >= :rank order by rank) k cross join lateral (
                select %s, c.position
                from catalogue.collected c join catalogue.work w on w.id = c.work and w.holder = :holder
                where c.collection = k.id and c.position >= case when k.rank = :rank then :position else '-infinity' end
                    and (k.rank > :rank or (c.position, c.work) > (:position, :last))
                    and (k.rank = 1 or not exists (
                        select 1 from member m join catalogue.collected e on e.collection = m.id
                        where m.rank < k.rank and e.work = c.work))%s
                order by c.position, c.work limit :limit) w
            order by k.rank, w.position, w.id limit :limit
            """.formatted(FRAME, where(asked));
    }

    private static Gallery.Frame frame(ResultSet row) throws SQLException {
        return new Gallery.Frame(
                new WorkId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getInt("width"),
                row.getInt("height"),
                row.getInt("ground"),
                row.getBoolean("monitored"),
                row.getBoolean("enough_detail"),
                row.getObject("shown_at", LocalDateTime.class));
    }

    private static String key(ResultSet row, Gallery.Sort sort) throws SQLException {
        return switch (sort) {
            case NEWEST, OLDEST ->
                row.getObject("shown_at", LocalDateTime.class).toString();
            case ADDED ->
                row.getObject("registered_at", OffsetDateTime.class).toInstant().toString();
            case NAME -> row.getString("sort_name");
            case OWN -> new Gallery.Standing(row.getInt("rank"), row.getDouble("position")).toString();
        };
    }

    private static String order(Gallery.Sort sort) {
        return switch (sort) {
            case NEWEST -> "w.shown_at desc, w.id desc";
            case OLDEST -> "w.shown_at, w.id";
            case ADDED -> "w.registered_at desc, w.id desc";
            case NAME -> "w.sort_name, w.id";
            case OWN -> throw new IllegalArgumentException("a collection's own order has a statement of its own");
        };
    }

    /** Ids of all works that are asked for, whatever the place, the newest first. */
    List<WorkId> ids(HolderId holder, Gallery asked) {
        return sql.sql("select w.id from catalogue.work w where w.holder = :holder" + where(asked)
                        + " order by w.shown_at desc, w.id desc")
                .params(parameters(holder, asked))
                .query((row, number) -> new WorkId(row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * Months of everything stand in a table; only where words, days, a collection or a category narrow it are rows counted.
     *
     * @param shown only months that these frames are of; none: all months
     */
    List<Gallery.Month> months(HolderId holder, Gallery asked, List<Gallery.Frame> shown) {
        boolean narrowed = asked.show().byUses()
                || !asked.words().isBlank()
                || asked.category().isPresent()
                || asked.collection().isPresent()
                || !asked.wholeMonths();
        String order = asked.sort() == Gallery.Sort.OLDEST ? "" : " desc";
        String query = narrowed
                ? """
                select date_trunc('month', w.shown_at)::date as month, count(*) as works from catalogue.work w
                where w.holder = :holder%s%s group by 1 order by 1%s
                """.formatted(where(asked), between("w.shown_at", shown), order)
                : """
                select month, %1$s as works from catalogue.work_month
                where holder = :holder and %1$s > 0%2$s%3$s order by month%4$s
                """.formatted(counted(asked.show()), days("month", asked), between("month", shown), order);
        return sql.sql(query)
                .params(parameters(holder, asked))
                .params(span(shown))
                .query((row, number) -> new Gallery.Month(
                        YearMonth.from(row.getObject("month", LocalDate.class)), row.getLong("works")))
                .list();
    }

    private static String between(String column, List<Gallery.Frame> shown) {
        return shown.isEmpty() ? "" : " and %1$s >= :begin and %1$s < :end".formatted(column);
    }

    /** The months of the first frame to that of the last, whichever is earlier. */
    private static Map<String, Object> span(List<Gallery.Frame> shown) {
        if (shown.isEmpty()) {
            return Map.of();
        }
        YearMonth one = YearMonth.from(shown.getFirst().shown());
        YearMonth other = YearMonth.from(shown.getLast().shown());
        return Map.of(
                "begin", (one.isBefore(other) ? one : other).atDay(1),
                "end", (one.isBefore(other) ? other : one).plusMonths(1).atDay(1));
    }

    private static String counted(Gallery.Show show) {
        return switch (show) {
            case ALL, MATCHED, NEW_MATCHES -> "works";
            case MONITORED -> "monitored";
            case NOT_MONITORED -> "(works - monitored)";
            case TOO_LITTLE_DETAIL -> "poor";
            case NOT_READY -> "unready";
        };
    }

    Gallery.Counts counts(HolderId holder) {
        return sql.sql("""
            select coalesce(sum(works), 0) as works, coalesce(sum(monitored), 0) as monitored,
                   coalesce(sum(poor), 0) as poor, coalesce(sum(unready), 0) as unready
            from catalogue.work_month where holder = :holder
            """)
                .param("holder", holder.value())
                .query((row, number) -> new Gallery.Counts(
                        row.getLong("works"),
                        row.getLong("monitored"),
                        row.getLong("works") - row.getLong("monitored"),
                        row.getLong("poor"),
                        row.getLong("unready")))
                .single();
    }

    private static String where(Gallery asked) {
        StringBuilder where = new StringBuilder(
                switch (asked.show()) {
                    case ALL -> "";
                    case MATCHED, NEW_MATCHES -> " and w.id = any (:used)";
                    case MONITORED -> " and w.monitored";
                    case NOT_MONITORED -> " and not w.monitored";
                    case TOO_LITTLE_DETAIL -> " and not w.enough_detail";
                    case NOT_READY -> " and " + NOT_READY;
                });
        if (!asked.words().isBlank()) {
            where.append(" and w.search @@ cast(:words as tsquery)");
        }
        where.append(days("w.shown_at", asked));
        if (asked.category().isPresent()) {
            where.append(" and w.category = :category");
        }
        if (asked.collection().isPresent()) {
            where.append(" and ").append(IN_COLLECTION);
        }
        return where.toString();
    }

    private static String days(String column, Gallery asked) {
        return asked.from().map(day -> " and " + column + " >= :from").orElse("")
                + asked.to().map(day -> " and " + column + " < :until").orElse("");
    }

    private static String begin(Gallery asked) {
        boolean at = asked.at().isPresent();
        boolean after = asked.after().isPresent();
        return switch (asked.sort()) {
            case NEWEST -> after ? " and (w.shown_at, w.id) < (:key, :last)" : at ? " and w.shown_at <= :at" : "";
            case OLDEST -> after ? " and (w.shown_at, w.id) > (:key, :last)" : at ? " and w.shown_at >= :at" : "";
            case ADDED -> after ? " and (w.registered_at, w.id) < (:key, :last)" : "";
            case NAME -> after ? " and (w.sort_name, w.id) > (:key, :last)" : "";
            case OWN -> "";
        };
    }

    private Map<String, Object> parameters(HolderId holder, Gallery asked) {
        Map<String, Object> values = new HashMap<>();
        values.put("holder", holder.value());
        values.put("words", prefixes(asked.words()));
        if (asked.show().byUses()) {
            values.put("used", WorkStore.ids(uses.works(holder, asked.show() == Gallery.Show.NEW_MATCHES)));
        }
        asked.category().ifPresent(category -> values.put("category", category));
        asked.collection().ifPresent(collection -> values.put("collection", collection.value()));
        asked.from().ifPresent(day -> values.put("from", day));
        asked.to().ifPresent(day -> values.put("until", day.plusDays(1)));
        asked.at().ifPresent(at -> values.put("at", at));
        values.put("last", asked.after().map(Gallery.Place::work).orElse(FIRST));
        place(asked, values);
        return values;
    }

    private static void place(Gallery asked, Map<String, Object> values) {
        Optional<String> key = asked.after().map(Gallery.Place::key);
        switch (asked.sort()) {
            case NEWEST, OLDEST -> key.ifPresent(at -> values.put("key", LocalDateTime.parse(at)));
            case ADDED ->
                key.ifPresent(at -> values.put("key", Instant.parse(at).atOffset(ZoneOffset.UTC)));
            case NAME -> key.ifPresent(name -> values.put("key", name));
            case OWN -> {
                Gallery.Standing standing = key.map(Gallery.Standing::parse).orElse(new Gallery.Standing(0, 0));
                values.put("rank", standing.rank());
                values.put("position", standing.position());
            }
        }
    }

    /** Every word is the beginning of one that must be there: what one types while still typing. */
    private static String prefixes(String words) {
        return Arrays.stream(Normalizer.normalize(words, Normalizer.Form.NFC).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> "'" + word.toLowerCase(java.util.Locale.ROOT) + "':*")
                .collect(java.util.stream.Collectors.joining(" & "));
    }
}
