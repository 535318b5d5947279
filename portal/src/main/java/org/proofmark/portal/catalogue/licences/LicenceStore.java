package org.proofmark.portal.catalogue.licences;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        select l.*,
                            array(select c.work from catalogue.licensed_work c where c.licence = l.id) as works,
                            array(select c.collection from catalogue.licensed_collection c where c.licence = l.id) as collections
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

    static List<LicensedDomain> domains(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(LicensedDomain::new)
                .toList();
    }

    private static java.util.stream.Stream<UUID> uuids(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray());
    }

    static Optional<Money> price(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return currency == null
                ? Optional.empty()
                : Optional.of(new Money(Money.currency(currency), row.getLong("price_minor")));
    }
}
