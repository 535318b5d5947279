package org.proofmark.portal.catalogue.licences;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of licences. Every question names the holder. */
@Component
class LicenceStore {
    private final JdbcClient sql;

    LicenceStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Writes a licence; answers whether it is new, false if there is one of this id, whoever's. */
    boolean insert(HolderId holder, LicenceId id, Terms terms, boolean everything, Instant now) {
        return sql.sql("""
                        insert into catalogue.licence (id, holder, licensee, domains, media, territory, valid_from, valid_to,
                            price_minor, currency, note, everything, recorded_at)
                        values (:id, :holder, :licensee, :domains, :media, :territory, :from, :to, :price, :currency, :note,
                            :everything, :now)
                        on conflict (id) do nothing
                        """)
                        .params(columns(terms))
                        .param("everything", everything)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id.value())
                        .param("holder", holder.value())
                        .update()
                == 1;
    }

    /** Changes a licence; answers whether it was, false if someone else changed it meanwhile. */
    boolean update(HolderId holder, LicenceId id, Terms terms, boolean everything, int version) {
        return sql.sql("""
                        update catalogue.licence set licensee = :licensee, domains = :domains, media = :media,
                            territory = :territory, valid_from = :from, valid_to = :to, price_minor = :price,
                            currency = :currency, note = :note, everything = :everything, version = version + 1
                        where holder = :holder and id = :id and version = :version
                        """)
                        .params(columns(terms))
                        .param("everything", everything)
                        .param("holder", holder.value())
                        .param("id", id.value())
                        .param("version", version)
                        .update()
                == 1;
    }

    private static Map<String, @Nullable Object> columns(Terms terms) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("licensee", terms.licensee());
        columns.put(
                "domains", terms.domains().stream().map(LicensedDomain::name).toArray(String[]::new));
        columns.put("media", terms.media());
        columns.put("territory", terms.territory());
        columns.put("from", terms.from().orElse(null));
        columns.put("to", terms.to().orElse(null));
        columns.put("price", terms.price().map(Money::minorUnits).orElse(null));
        columns.put(
                "currency",
                terms.price()
                        .map(Money::currency)
                        .map(Currency::getCurrencyCode)
                        .orElse(null));
        columns.put("note", terms.note());
        return columns;
    }

    boolean delete(HolderId holder, LicenceId id, int version) {
        return sql.sql("delete from catalogue.licence where holder = :holder and id = :id and version = :version")
                        .param("holder", holder.value())
                        .param("id", id.value())
                        .param("version", version)
                        .update()
                == 1;
    }

    void invoice(HolderId holder, LicenceId id, Optional<Licence.Invoice> invoice) {
        sql.sql("""
                        update catalogue.licence set invoice = :digest, invoice_name = :name, version = version + 1
                        where holder = :holder and id = :id
                        """)
                .param("digest", invoice.map(paper -> paper.digest().bytes()).orElse(null), java.sql.Types.BINARY)
                .param("name", invoice.map(Licence.Invoice::name).orElse(null))
                .param("holder", holder.value())
                .param("id", id.value())
                .update();
    }

    /** Has a licence name works; answers how many of them were the holder's, and are named now. */
    int cover(HolderId holder, LicenceId id, Collection<WorkId> works) {
        return sql.sql("""
                        insert into catalogue.licensed_work (licence, work)
                        select l.id, w.id from catalogue.licence l join catalogue.work w on w.holder = l.holder
                        where l.holder = :holder and l.id = :id and w.id = any (:works)
                        on conflict do nothing
                        """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("works", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .update();
    }

    /** Has a licence name collections; answers how many of them were the holder's, and are named now. */
    int coverCollections(HolderId holder, LicenceId id, Collection<CollectionId> collections) {
        return sql.sql("""
                        insert into catalogue.licensed_collection (licence, collection)
                        select l.id, k.id from catalogue.licence l join catalogue.collection k on k.holder = l.holder
                        where l.holder = :holder and l.id = :id and k.id = any (:collections)
                        on conflict do nothing
                        """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param(
                        "collections",
                        collections.stream().map(CollectionId::value).toArray(UUID[]::new))
                .update();
    }

    void uncover(HolderId holder, LicenceId id) {
        for (String table : List.of("licensed_work", "licensed_collection")) {
            sql.sql("""
                            delete from catalogue.%s c using catalogue.licence l
                            where c.licence = l.id and l.holder = :holder and l.id = :id
                            """.formatted(table))
                    .param("holder", holder.value())
                    .param("id", id.value())
                    .update();
        }
    }

    Optional<Licence> find(HolderId holder, LicenceId id) {
        return find(holder, List.of(id)).stream().findFirst();
    }

    /** Those of these licences that are the holder's, in the order they were recorded. */
    List<Licence> find(HolderId holder, Collection<LicenceId> ids) {
        return sql.sql("""
                        select l.*, array(select c.work from catalogue.licensed_work c where c.licence = l.id) as works,
                               array(select c.collection from catalogue.licensed_collection c where c.licence = l.id)
                                   as collections
                        from catalogue.licence l where l.holder = :holder and l.id = any (:ids)
                        order by l.recorded_at, l.id
                        """)
                .param("holder", holder.value())
                .param("ids", ids.stream().map(LicenceId::value).toArray(UUID[]::new))
                .query((row, number) -> licence(row))
                .list();
    }

    List<LicenceId> ids(HolderId holder) {
        return sql.sql("select id from catalogue.licence where holder = :holder order by recorded_at, id")
                .param("holder", holder.value())
                .query((row, number) -> new LicenceId(row.getObject("id", UUID.class)))
                .list();
    }

    private static Licence licence(ResultSet row) throws SQLException {
        return new Licence(
                new LicenceId(row.getObject("id", UUID.class)),
                new Terms(
                        row.getString("licensee"),
                        domains(row.getArray("domains")),
                        row.getString("media"),
                        row.getString("territory"),
                        Optional.ofNullable(row.getObject("valid_from", LocalDate.class)),
                        Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
                        price(row),
                        row.getString("note")),
                new Covers(
                        row.getBoolean("everything"),
                        uuids(row.getArray("works")).map(WorkId::new).toList(),
                        uuids(row.getArray("collections"))
                                .map(CollectionId::new)
                                .toList()),
                Optional.ofNullable(row.getBytes("invoice"))
                        .map(Sha256::from)
                        .map(digest -> new Licence.Invoice(digest, invoiceName(row))),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }

    private static String invoiceName(ResultSet row) {
        try {
            return row.getString("invoice_name");
        } catch (SQLException broken) {
            throw new IllegalStateException("the row of a licence without its invoice's name", broken);
        }
    }

    private static List<LicensedDomain> domains(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(LicensedDomain::new)
                .toList();
    }

    private static java.util.stream.Stream<UUID> uuids(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray());
    }

    private static Optional<Money> price(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return currency == null
                ? Optional.empty()
                : Optional.of(new Money(Money.currency(currency), row.getLong("price_minor")));
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
                domains(row.getArray("domains")),
                row.getString("media"),
                row.getString("territory"),
                Optional.ofNullable(row.getObject("valid_from", LocalDate.class)),
                Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
                price(row),
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

    /** The holder's collections by name, those within others after them. */
    List<Choice> collections(HolderId holder) {
        return sql.sql("""
                        select k.id, k.name, p.name as within from catalogue.collection k
                        left join catalogue.collection p on p.id = k.parent
                        where k.holder = :holder
                        order by lower(coalesce(p.name, k.name)), p.name nulls first, lower(k.name)
                        """)
                .param("holder", holder.value())
                .query((row, number) -> new Choice(
                        new CollectionId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("within"))))
                .list();
    }

    List<Licences.Named> named(HolderId holder, List<WorkId> works) {
        return sql.sql("""
                        select w.id, coalesce(nullif(w.title, ''), w.file_name) as name from catalogue.work w
                        where w.holder = :holder and w.id = any (:ids) order by array_position(:ids, w.id)
                        """)
                .param("holder", holder.value())
                .param("ids", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .query((row, number) ->
                        new Licences.Named(new WorkId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    /** Those of these licences that are in the holder's register. */
    Set<LicenceId> those(HolderId holder, Collection<LicenceId> ids) {
        return Set.copyOf(sql.sql("select id from catalogue.licence where holder = :holder and id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids.stream().map(LicenceId::value).toArray(UUID[]::new))
                .query((row, number) -> new LicenceId(row.getObject("id", UUID.class)))
                .list());
    }

    /**
     * What these names mean: a file's name, where no file has it a title; or a digest.
     *
     * @param names in lower case
     */
    Map<String, Set<WorkId>> worksNamed(HolderId holder, Collection<String> names) {
        Map<String, Set<WorkId>> files = new HashMap<>();
        Map<String, Set<WorkId>> titles = new HashMap<>();
        sql.sql("""
                        select id, lower(file_name) as file, lower(title) as title, encode(digest, 'hex') as digest
                        from catalogue.work where holder = :holder and (lower(file_name) = any (:names)
                            or lower(title) = any (:names) or encode(digest, 'hex') = any (:names))
                        """)
                .param("holder", holder.value())
                .param("names", names.toArray(String[]::new))
                .query(row -> {
                    WorkId work = new WorkId(row.getObject("id", UUID.class));
                    files.computeIfAbsent(row.getString("file"), name -> new HashSet<>())
                            .add(work);
                    files.computeIfAbsent(row.getString("digest"), name -> new HashSet<>())
                            .add(work);
                    titles.computeIfAbsent(row.getString("title"), name -> new HashSet<>())
                            .add(work);
                });
        titles.forEach(files::putIfAbsent);
        return files;
    }

    /** A work a licence names. */
    record Covered(Sha256 digest, String fileName) {}

    /** The works these licences name, by their files' names. */
    Map<LicenceId, List<Covered>> covered(HolderId holder, Collection<LicenceId> ids) {
        Map<LicenceId, List<Covered>> covered = new HashMap<>();
        sql.sql("""
                        select c.licence, w.digest, w.file_name
                        from catalogue.licensed_work c join catalogue.work w on w.id = c.work
                        where w.holder = :holder and c.licence = any (:ids) order by w.file_name, w.digest
                        """)
                .param("holder", holder.value())
                .param("ids", ids.stream().map(LicenceId::value).toArray(UUID[]::new))
                .query(row -> {
                    covered.computeIfAbsent(
                                    new LicenceId(row.getObject("licence", UUID.class)), licence -> new ArrayList<>())
                            .add(new Covered(Sha256.from(row.getBytes("digest")), row.getString("file_name")));
                });
        return covered;
    }
}
