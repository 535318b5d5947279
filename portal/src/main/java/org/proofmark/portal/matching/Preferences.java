package org.proofmark.portal.matching;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a holder wants matches told. */
@Component
@Transactional
public class Preferences {
    private static final Preference STANDARD = new Preference(false, new Money(Money.currency("EUR"), 15_000));

    private final JdbcClient sql;
    private final ApplicationEventPublisher events;

    Preferences(JdbcClient sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    /**
     * What a holder wants told is otherwise. Told within the transaction.
     *
     * @param shown matches that are asked about from now on
     */
    public record Changed(HolderId holder, List<MatchId> shown) {
        public Changed {
            shown = List.copyOf(shown);
        }
    }

    /**
     * One holder's.
     *
     * @param sameScene whether other photos of the same scene are asked about too
     * @param price what a use is reckoned from while the register holds no prices
     */
    public record Preference(boolean sameScene, Money price) {
        public Preference {
            if (price.minorUnits() <= 0) {
                throw Refused.invalid("refused.amount", price.amount());
            }
        }
    }

    @Transactional(readOnly = true)
    public Preference of(HolderId holder) {
        Optional<Preference> said = sql.sql(
                        "select same_scene, currency, price_minor from matching.preference where holder = :holder")
                .param("holder", holder.value())
                .query((row, number) -> new Preference(
                        row.getBoolean("same_scene"),
                        new Money(Money.currency(row.getString("currency")), row.getLong("price_minor"))))
                .optional();
        return said.orElse(STANDARD);
    }

    /** Says it; what is undecided is shown or hidden, and reckoned anew, by it at once. */
    public void say(HolderId holder, Preference preference) {
        sql.sql("""
                        insert into matching.preference (holder, same_scene, currency, price_minor)
                        values (:holder, :sameScene, :currency, :price)
                        on conflict (holder) do update set same_scene = excluded.same_scene, currency = excluded.currency,
                            price_minor = excluded.price_minor
                        """)
                .param("holder", holder.value())
                .param("sameScene", preference.sameScene())
                .param("currency", preference.price().currency().getCurrencyCode())
                .param("price", preference.price().minorUnits())
                .update();
        List<MatchId> shown = sameScene(holder, preference.sameScene() ? Tier.CLOSELY : Tier.SAME_SCENE);
        price(holder, preference.price());
        events.publishEvent(new Changed(holder, preference.sameScene() ? shown : List.of()));
    }

    /** Other photos of the same scene that are undecided become this; answers those that were not. */
    private List<MatchId> sameScene(HolderId holder, Tier tier) {
        return sql.sql("""
                        update matching.match m set tier = :tier, factors = jsonb_set(m.factors, '{1}', cast(:certainty as jsonb)),
                            worth_minor = matching.worth(jsonb_set(m.factors, '{1}', cast(:certainty as jsonb)), :largest)
                        from matching.finding f
                        where m.holder = :holder and m.verdict is null and f.digest = m.digest and f.work = m.work
                            and f.found ->> 'verdict' = 'SAME_SCENE' and m.tier <> :tier
                        returning m.id
                        """)
                .param("holder", holder.value())
                .param("tier", tier.name())
                .param("certainty", Worth.certainty(tier).json())
                .param("largest", Money.LARGEST)
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    private void price(HolderId holder, Money price) {
        sql.sql("""
                        update matching.match set currency = :currency,
                            factors = jsonb_set(factors, '{0,times}', to_jsonb(cast(:price as bigint))),
                            worth_minor = least(:largest, round(worth_minor * :price / (factors -> 0 ->> 'times')::float))
                        where holder = :holder and verdict is null and factors -> 0 ->> 'what' = 'basis.STANDARD'
                            and (currency <> :currency or (factors -> 0 ->> 'times')::float <> :price)
                        """)
                .param("holder", holder.value())
                .param("currency", price.currency().getCurrencyCode())
                .param("price", price.minorUnits())
                .param("largest", Money.LARGEST)
                .update();
    }
}
