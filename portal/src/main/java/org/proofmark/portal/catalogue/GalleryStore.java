package org.proofmark.portal.catalogue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the gallery shows: frames, months and counts of a holder's works. Every question names the holder. */
@Component
class GalleryStore {
    private static final String NOT_READY = "not w.ready";

    /** In the collection or in one within it. */
    private static final String IN_COLLECTION = """
            exists (select 1 from catalogue.collected c join catalogue.collection k on k.id = c.collection
                    where c.work = w.id and k.holder = w.holder and (k.id = :collection or k.parent = :collection))
            """;

    private final JdbcClient sql;
    private final WorkUses uses;

    GalleryStore(JdbcClient sql, WorkUses uses) {
        this.sql = sql;
        this.uses = uses;
    }

    List<Gallery.Frame> frames(HolderId holder, Gallery asked, int limit) {
        String query = """
                select w.id, coalesce(nullif(w.title, ''), w.file_name) as name, w.width, w.height, w.ground, w.monitored,
                       w.enough_detail, w.shown_at
                from catalogue.work w
                where w.holder = :holder%s%s
                order by w.shown_at desc, w.id desc limit :limit
                """.formatted(where(asked), begin(asked));
        return sql.sql(query)
                .params(parameters(holder, asked))
                .param("limit", limit)
                .query((row, number) -> new Gallery.Frame(
                        new WorkId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getInt("ground"),
                        row.getBoolean("monitored"),
                        row.getBoolean("enough_detail"),
                        row.getObject("shown_at", LocalDateTime.class)))
                .list();
    }

    /** Ids of all works that are asked for, whatever the place. */
    List<WorkId> ids(HolderId holder, Gallery asked) {
        return sql.sql("select w.id from catalogue.work w where w.holder = :holder" + where(asked))
                .params(parameters(holder, asked))
                .query((row, number) -> new WorkId(row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * Months of everything stand in a table; only where words, a collection or a category narrow it are rows counted.
     *
     * @param shown only months that these frames, newest first, are of; none: all months
     */
    List<Gallery.Month> months(HolderId holder, Gallery asked, List<Gallery.Frame> shown) {
        boolean narrowed = asked.show().byUses()
                || !asked.words().isBlank()
                || asked.category().isPresent()
                || asked.collection().isPresent();
        String query = narrowed
                ? """
                        select date_trunc('month', w.shown_at)::date as month, count(*) as works from catalogue.work w
                        where w.holder = :holder%s%s group by 1 order by 1 desc
                        """.formatted(where(asked), between("w.shown_at", shown))
                : """
                        select month, %1$s as works from catalogue.work_month
                        where holder = :holder and %1$s > 0%2$s order by month desc
                        """.formatted(counted(asked.show()), between("month", shown));
        return sql.sql(query)
                .params(parameters(holder, asked))
                .params(span(shown))
                .query((row, number) -> new Gallery.Month(
                        YearMonth.from(row.getObject("month", LocalDate.class)), row.getLong("works")))
                .list();
    }

    private static String between(String column, List<Gallery.Frame> shown) {
        return shown.isEmpty() ? "" : " and %1$s >= :from and %1$s < :end".formatted(column);
    }

    private static Map<String, Object> span(List<Gallery.Frame> shown) {
        return shown.isEmpty()
                ? Map.of()
                : Map.of(
                        "from", YearMonth.from(shown.getLast().shown()).atDay(1),
                        "end",
                                YearMonth.from(shown.getFirst().shown())
                                        .plusMonths(1)
                                        .atDay(1));
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
        if (asked.category().isPresent()) {
            where.append(" and w.category = :category");
        }
        if (asked.collection().isPresent()) {
            where.append(" and ").append(IN_COLLECTION);
        }
        return where.toString();
    }

    private static String begin(Gallery asked) {
        if (asked.after().isPresent()) {
            return " and (w.shown_at, w.id) < (:shown, :last)";
        }
        return asked.at().isPresent() ? " and w.shown_at <= :at" : "";
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
        asked.after().ifPresent(place -> {
            values.put("shown", place.shown());
            values.put("last", place.work());
        });
        asked.at().ifPresent(at -> values.put("at", at));
        return values;
    }

    /** Every word is the beginning of one that must be there: what one types while still typing. */
    private static String prefixes(String words) {
        return Arrays.stream(words.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> "'" + word.toLowerCase(java.util.Locale.ROOT) + "':*")
                .collect(java.util.stream.Collectors.joining(" & "));
    }
}
