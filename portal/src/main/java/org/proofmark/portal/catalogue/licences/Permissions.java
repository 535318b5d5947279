package org.proofmark.portal.catalogue.licences;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a holder's register permits, for modules that act for a holder and not for a person. */
@Component
@Transactional(readOnly = true)
public class Permissions {
    private final LicenceStore store;
    private final Holdings holdings;
    private final JdbcClient sql;

    Permissions(LicenceStore store, Holdings holdings, JdbcClient sql) {
        this.store = store;
        this.holdings = holdings;
        this.sql = sql;
    }

    /**
     * A licence, as far as a page on the web may be permitted by it.
     *
     * @param works those it names, and those in the collections it names
     */
    public record Permission(
            LicenceId licence,
            String licensee,
            List<LicensedDomain> domains,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            boolean everything,
            Set<WorkId> works) {
        public Permission {
            domains = List.copyOf(domains);
            works = Set.copyOf(works);
        }

        public boolean covers(WorkId work) {
            return everything || works.contains(work);
        }

        /** Whether a host is one of its domains or below one. */
        public boolean names(String host) {
            return domains.stream()
                    .anyMatch(domain -> host.equals(domain.name()) || host.endsWith("." + domain.name()));
        }

        /** Whether it ran all the time from one day to another. */
        public boolean ran(LocalDate first, LocalDate last) {
            return from.filter(first::isBefore).isEmpty()
                    && to.filter(last::isAfter).isEmpty();
        }
    }

    /** All of a holder's licences. */
    public List<Permission> of(HolderId holder) {
        return store.find(holder, store.ids(holder)).stream()
                .map(licence -> permission(holder, licence))
                .toList();
    }

    private Permission permission(HolderId holder, Licence licence) {
        Set<WorkId> works = new HashSet<>(licence.covers().works());
        for (CollectionId collection : licence.covers().collections()) {
            works.addAll(holdings.within(holder, collection));
        }
        Terms terms = licence.terms();
        return new Permission(
                licence.id(),
                terms.licensee(),
                terms.domains(),
                terms.from(),
                terms.to(),
                licence.covers().everything(),
                works);
    }

    /** The middle one of the prices in the currency most of a holder's licences are in. */
    public Optional<Money> middlePrice(HolderId holder) {
        return sql.sql("""
                        select currency, percentile_disc(0.5) within group (order by price_minor) as price
                        from catalogue.licence where holder = :holder and price_minor > 0
                        group by currency order by count(*) desc, currency limit 1
                        """)
                .param("holder", holder.value())
                .query((row, number) ->
                        new Money(Currency.getInstance(row.getString("currency")), row.getLong("price")))
                .optional();
    }
}
