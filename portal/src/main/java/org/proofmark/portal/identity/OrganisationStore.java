package org.proofmark.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of members. */
@Component
class OrganisationStore {
    private final JdbcClient sql;

    OrganisationStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Writes an organisation; answers whether it is new, false if there is a holder of this id. */
    boolean insert(HolderId id, String name, String plan) {
        return sql.sql("""
            insert into identity.holder (id, name, organisation, plan) values (:id, :name, true, :plan)
            on conflict (id) do nothing
            """)
                        .param("id", id.value())
                        .param("name", name)
                        .param("plan", plan)
                        .update()
                == 1;
    }

    /** Does nothing to who is a member already. */
    void join(HolderId holder, PersonId person, boolean owner, Instant now) {
        sql.sql("""
            insert into identity.member (holder, person, owner, since) values (:holder, :person, :owner, :now)
            on conflict do nothing
            """)
                .param("holder", holder.value())
                .param("person", person.value())
                .param("owner", owner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(HolderId holder, PersonId person) {
        sql.sql("delete from identity.member where holder = :holder and person = :person")
                .param("holder", holder.value())
                .param("person", person.value())
                .update();
    }

    void owner(HolderId holder, PersonId person, boolean owner) {
        sql.sql("update identity.member set owner = :owner where holder = :holder and person = :person")
                .param("owner", owner)
                .param("holder", holder.value())
                .param("person", person.value())
                .update();
    }

    List<Organisation> of(PersonId person) {
        return sql.sql("""
            select h.id, h.name, m.owner from identity.member m join identity.holder h on h.id = m.holder
            where m.person = :person order by lower(h.name), h.id
            """)
                .param("person", person.value())
                .query(OrganisationStore::organisation)
                .list();
    }

    Optional<Organisation> of(PersonId person, HolderId holder) {
        return of(person).stream().filter(one -> one.id().equals(holder)).findFirst();
    }

    Optional<String> name(HolderId holder) {
        return sql.sql("select name from identity.holder where id = :holder and organisation")
                .param("holder", holder.value())
                .query(String.class)
                .optional();
    }

    /** Until the transaction ends nobody else changes who the members are. */
    List<Member> lockedMembers(HolderId holder) {
        sql.sql("select id from identity.holder where id = :holder for update")
                .param("holder", holder.value())
                .query(UUID.class)
                .optional();
        return members(holder);
    }

    List<Member> members(HolderId holder) {
        return sql.sql("""
            select p.id, p.name, p.email, m.owner from identity.member m join identity.person p on p.id = m.person
            where m.holder = :holder order by lower(p.name), p.id
            """)
                .param("holder", holder.value())
                .query(OrganisationStore::member)
                .list();
    }

    private static Organisation organisation(ResultSet row, int number) throws SQLException {
        return new Organisation(
                new HolderId(row.getObject("id", UUID.class)), row.getString("name"), row.getBoolean("owner"));
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("owner"));
    }
}
