package org.proofmark.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
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

    /**
     * One.
     *
     * @param monitoredWorks how many works may be monitored
     */
    public record Plan(String code, String nameEn, String nameDe, int monitoredWorks) {
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
