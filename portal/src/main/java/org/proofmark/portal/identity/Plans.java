package org.proofmark.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a holder may have. Plans are rows, not code. */
@Component
public class Plans {
    private final JdbcClient sql;
    private final Audit audit;

    Plans(JdbcClient sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** The plan of everyone new, which therefore stays. */
    public static final String FIRST = "free";

    /** As many as there are. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int LONGEST_NAME = 100;

    /**
     * One.
     *
     * @param code two to forty lower-case letters, digits and hyphens; never changes
     * @param monitoredWorks how many works may be monitored; {@link #UNLIMITED}: all
     */
    public record Plan(String code, String nameEn, String nameDe, int monitoredWorks) {
        public Plan {
            if (!code.matches("[a-z0-9][a-z0-9-]{1,39}")) {
                throw Refused.invalid("refused.planCode");
            }
            if (!isName(nameEn) || !isName(nameDe)) {
                throw Refused.invalid("refused.planName", LONGEST_NAME);
            }
            if (monitoredWorks < 0) {
                throw Refused.invalid("refused.planWorks");
            }
        }

        private static boolean isName(String name) {
            return !name.isBlank()
                    && name.length() <= LONGEST_NAME
                    && name.chars().noneMatch(Character::isISOControl);
        }

        public boolean limited() {
            return monitoredWorks < UNLIMITED;
        }

        public String name(Locale language) {
            return language.getLanguage().equals(Locale.GERMAN.getLanguage()) ? nameDe : nameEn;
        }
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        return new Plan(
                row.getString("code"),
                row.getString("name_en"),
                row.getString("name_de"),
                row.getInt("monitored_works"));
    }

    /** Smallest first. */
    public List<Plan> all() {
        return sql.sql("select code, name_en, name_de, monitored_works from identity.plan order by monitored_works,"
                        + " code")
                .query(Plans::plan)
                .list();
    }

    /** How many holders have each plan, by its code; none: not in it. */
    public Map<String, Long> holders() {
        Map<String, Long> held = new HashMap<>();
        sql.sql("select plan, count(*) from identity.holder group by plan").query(row -> {
            held.put(row.getString(1), row.getLong(2));
        });
        return held;
    }

    /** An organisation and its plan. */
    public record Held(HolderId holder, String name, String plan) {}

    /**
     * Some organisations, by name. People are found on their own page.
     *
     * @param after the one after which to go on
     */
    public List<Held> organisations(Optional<HolderId> after, int limit) {
        return sql.sql("""
            select h.id, h.name, h.plan from identity.holder h
            where h.organisation and (cast(:after as uuid) is null
               or (lower(h.name), h.id) > (select lower(a.name), a.id from identity.holder a where a.id = :after))
            order by lower(h.name), h.id limit :limit
            """)
                .param("after", after.map(HolderId::value).orElse(null), java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> new Held(
                        new HolderId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("plan")))
                .list();
    }

    /** Adds a plan, or changes the one of this code for all who have it. Above a smaller limit nothing is added; what is monitored stays so. */
    @Transactional
    public void keep(SignedIn by, Plan plan) {
        sql.sql("""
            insert into identity.plan (code, name_en, name_de, monitored_works) values (:code, :en, :de, :works)
            on conflict (code) do update set name_en = :en, name_de = :de, monitored_works = :works
            """)
                .param("code", plan.code())
                .param("en", plan.nameEn().strip())
                .param("de", plan.nameDe().strip())
                .param("works", plan.monitoredWorks())
                .update();
        String works = plan.limited() ? Integer.toString(plan.monitoredWorks()) : "all";
        audit.note(Optional.of(by.person().value()), "plan.kept", plan.code(), plan.nameEn() + ", " + works + " works");
    }

    /** Removes a plan that nobody has. */
    @Transactional
    public void delete(SignedIn by, String code) {
        if (code.equals(FIRST)) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.planFirst");
        }
        int gone;
        try {
            gone = sql.sql("delete from identity.plan where code = :code")
                    .param("code", code)
                    .update();
        } catch (DataIntegrityViolationException used) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.planUsed");
        }
        if (gone == 0) {
            throw Refused.notFound();
        }
        audit.note(Optional.of(by.person().value()), "plan.deleted", code, "");
    }

    public Plan of(HolderId holder) {
        return sql.sql("""
            select p.code, p.name_en, p.name_de, p.monitored_works
            from identity.holder h join identity.plan p on p.code = h.plan where h.id = :holder
            """).param("holder", holder.value()).query(Plans::plan).single();
    }

    /** Gives a holder another plan. What is monitored already stays so; above the new limit nothing is added. */
    @Transactional
    public void give(SignedIn by, HolderId holder, String plan) {
        if (all().stream().noneMatch(one -> one.code().equals(plan))) {
            throw Refused.notFound();
        }
        int given = sql.sql("update identity.holder set plan = :plan where id = :holder")
                .param("plan", plan)
                .param("holder", holder.value())
                .update();
        if (given == 0) {
            throw Refused.notFound();
        }
        audit.note(Optional.of(by.person().value()), "plan.given", holder, plan);
    }

    /** How many works of a holder may be monitored; until the transaction ends nobody else changes what counts against it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int monitoredWorks(HolderId holder) {
        return sql.sql("""
            select p.monitored_works from identity.holder h join identity.plan p on p.code = h.plan
            where h.id = :holder for update of h
            """).param("holder", holder.value()).query(Integer.class).single();
    }
}
