package org.proofmark.portal.catalogue.licences;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register as it is read: its lines, counts, and what covers a work. Every question names the holder. */
@Component
class RegisterStore {
    private final JdbcClient sql;

    RegisterStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Register.Line> lines(HolderId holder, Register asked, LocalDate today, int limit) {
        String order = asked.show().order();
        return sql.sql("""
                        select l.*, %1$s as place,
                               (select count(*) from catalogue.licensed_work c where c.licence = l.id) as works,
                               (select count(*) from catalogue.licensed_collection c where c.licence = l.id) as collections
                        from catalogue.licence l
                        where l.holder = :holder and %2$s%3$s%4$s
                        order by %1$s desc, l.id desc limit :limit
                        """.formatted(order, asked.show().condition(), words(asked), after(asked)))
                .params(parameters(holder, asked, today))
                .param("limit", limit)
                .query((row, number) -> line(row))
                .list();
    }

    /** The place of a line in an order. */
    long place(HolderId holder, LicenceId id, Register.Show show) {
        return sql.sql("select %s from catalogue.licence l where l.holder = :holder and l.id = :id"
                        .formatted(show.order()))
                .param("holder", holder.value())
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private static String words(Register asked) {
        return asked.words().isBlank()
                ? ""
                : " and (l.licensee || ' ' || array_to_string(l.domains, ' ') || ' ' || l.note || ' '"
                        + " || coalesce(l.invoice_name, '')) ilike :words escape '!'";
    }

    private static String after(Register asked) {
        return asked.after().isEmpty()
                ? ""
                : " and (%s, l.id) < (:place, :last)".formatted(asked.show().order());
    }

    private static Map<String, Object> parameters(HolderId holder, Register asked, LocalDate today) {
        Map<String, Object> values = new HashMap<>(days(holder, today));
        values.put("words", "%" + asked.words().strip().replaceAll("[!%_]", "!$0") + "%");
        asked.after().ifPresent(place -> {
            values.put("place", place.order());
            values.put("last", place.licence());
        });
        return values;
    }

    private static Map<String, Object> days(HolderId holder, LocalDate today) {
        return Map.of("holder", holder.value(), "today", today, "soon", today.plusDays(Register.SOON_DAYS));
    }

    private static Register.Line line(ResultSet row) throws SQLException {
        return new Register.Line(
                new LicenceId(row.getObject("id", UUID.class)),
                row.getString("licensee"),
                LicenceStore.domains(row.getArray("domains")),
                row.getString("media"),
                row.getString("territory"),
                Optional.ofNullable(row.getObject("valid_from", LocalDate.class)),
                Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
                LicenceStore.price(row),
                row.getBoolean("everything"),
                row.getLong("works"),
                row.getLong("collections"),
                Optional.ofNullable(row.getString("invoice_name")),
                row.getInt("version"));
    }

    Register.Counts counts(HolderId holder, LocalDate today) {
        return sql.sql("""
                        select count(*) as everyone, count(*) filter (where %s) as running,
                               count(*) filter (where %s) as expiring, count(*) filter (where %s) as ended
                        from catalogue.licence l where l.holder = :holder
                        """.formatted(
                                Register.Show.RUNNING.condition(),
                                Register.Show.EXPIRING.condition(),
                                Register.Show.ENDED.condition()))
                .params(days(holder, today))
                .query((row, number) -> new Register.Counts(
                        row.getLong("everyone"), row.getLong("running"), row.getLong("expiring"), row.getLong("ended")))
                .single();
    }

    /** The licences that cover a work, the last recorded first. */
    List<Register.Line> covering(HolderId holder, WorkId work) {
        return sql.sql("""
                        select l.*, 0 as works, 0 as collections from catalogue.licence l
                        where l.holder = :holder and (l.everything
                            or exists (select 1 from catalogue.licensed_work c where c.licence = l.id and c.work = :work)
                            or exists (select 1 from catalogue.licensed_collection c
                                join catalogue.collection k on k.id = c.collection or k.parent = c.collection
                                join catalogue.collected d on d.collection = k.id
                                where c.licence = l.id and d.work = :work))
                        order by l.recorded_at desc, l.id desc limit 200
                        """)
                .param("holder", holder.value())
                .param("work", work.value())
                .query((row, number) -> line(row))
                .list();
    }

    boolean neverLicensed(HolderId holder, WorkId work) {
        return sql.sql("select never_licensed from catalogue.work where holder = :holder and id = :work")
                .param("holder", holder.value())
                .param("work", work.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    boolean neverLicensed(HolderId holder, WorkId work, boolean never) {
        return sql.sql("update catalogue.work set never_licensed = :never where holder = :holder and id = :work")
                        .param("never", never)
                        .param("holder", holder.value())
                        .param("work", work.value())
                        .update()
                == 1;
    }
}
