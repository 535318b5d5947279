package org.proofmark.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of people. */
@Component
class PeopleStore {
    private static final String PERSON = """
        select p.id, p.name, p.email, p.password_hash, p.confirmed, p.closed,
               exists (select 1 from identity.totp t where t.person = p.id and t.confirmed) as totp,
               p.holder, p.since, p.language, p.zone, array(select role from identity.person_role r where r.person = p.id) as roles
        from identity.person p
        """;

    private final JdbcClient sql;

    PeopleStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Person> byEmail(String email) {
        return sql.sql(PERSON + "where lower(p.email) = lower(:email)")
                .param("email", email)
                .query(PeopleStore::person)
                .optional();
    }

    Optional<Person> byId(PersonId id) {
        return sql.sql(PERSON + "where p.id = :id")
                .param("id", id.value())
                .query(PeopleStore::person)
                .optional();
    }

    Map<PersonId, String> names(Collection<PersonId> ids) {
        Map<PersonId, String> names = new HashMap<>();
        sql.sql("select id, name from identity.person where id = any (:ids)")
                .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(row -> {
                    names.put(new PersonId(row.getObject("id", UUID.class)), row.getString("name"));
                });
        return names;
    }

    List<Person> all() {
        return sql.sql(PERSON + "order by lower(p.name), p.id")
                .query(PeopleStore::person)
                .list();
    }

    List<Person> some(Optional<PersonId> after, int limit) {
        return sql.sql(PERSON + """
            where cast(:after as uuid) is null
               or (lower(p.name), p.id) > (select lower(a.name), a.id from identity.person a where a.id = :after)
            order by lower(p.name), p.id limit :limit
            """)
                .param("after", after.map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .param("limit", limit)
                .query(PeopleStore::person)
                .list();
    }

    boolean anyAdministrator() {
        return sql.sql("select exists (select 1 from identity.person_role where role = 'ADMINISTRATOR')")
                .query(Boolean.class)
                .single();
    }

    void insert(Person person, String plan) {
        sql.sql("insert into identity.holder (id, name, plan) values (:id, :name, :plan)")
                .param("id", person.holder().value())
                .param("name", person.name())
                .param("plan", plan)
                .update();
        sql.sql("""
            insert into identity.person (id, name, email, password_hash, confirmed, holder, since)
            values (:id, :name, :email, :hash, :confirmed, :holder, :since)
            """)
                .param("id", person.id().value())
                .param("name", person.name())
                .param("email", person.email())
                .param("hash", person.passwordHash().orElse(null))
                .param("confirmed", person.confirmed())
                .param("holder", person.holder().value())
                .param("since", person.since().atOffset(java.time.ZoneOffset.UTC))
                .update();
        person.roles().forEach(role -> addRole(person.id(), role));
    }

    void addRole(PersonId person, Role role) {
        sql.sql("insert into identity.person_role (person, role) values (:person, :role) on conflict do nothing")
                .param("person", person.value())
                .param("role", role.name())
                .update();
    }

    /** Until the transaction ends nobody else changes who is an administrator. */
    boolean administratorBeside(PersonId person) {
        return sql.sql("""
            select r.person from identity.person_role r join identity.person p on p.id = r.person
            where r.role = 'ADMINISTRATOR' and not p.closed for update
            """).query(UUID.class).list().stream().anyMatch(one -> !one.equals(person.value()));
    }

    void roles(PersonId person, Set<Role> roles) {
        sql.sql("delete from identity.person_role where person = :person")
                .param("person", person.value())
                .update();
        roles.forEach(role -> addRole(person, role));
    }

    void closed(PersonId person, boolean closed) {
        sql.sql("update identity.person set closed = :closed where id = :id")
                .param("closed", closed)
                .param("id", person.value())
                .update();
    }

    void confirm(PersonId person) {
        sql.sql("update identity.person set confirmed = true where id = :id")
                .param("id", person.value())
                .update();
    }

    void describe(PersonId person, String name, Tastes tastes) {
        sql.sql("""
            update identity.person
            set name = :name, language = :language, zone = :zone, zone_chosen = zone_chosen or zone <> :zone where id = :id
            """)
                .param("name", name)
                .param("language", tastes.language().getLanguage())
                .param("zone", tastes.zone().getId())
                .param("id", person.value())
                .update();
    }

    /** The zone a person's browser is in, which counts until another is chosen. */
    void zone(PersonId person, ZoneId zone) {
        sql.sql("update identity.person set zone = :zone where id = :id and not zone_chosen and zone <> :zone")
                .param("zone", zone.getId())
                .param("id", person.value())
                .update();
    }

    void email(PersonId person, String email) {
        sql.sql("update identity.person set email = :email where id = :id")
                .param("email", email)
                .param("id", person.value())
                .update();
    }

    void password(PersonId person, String hash) {
        sql.sql("update identity.person set password_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", person.value())
                .update();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                Optional.ofNullable(row.getString("password_hash")),
                row.getBoolean("confirmed"),
                row.getBoolean("closed"),
                row.getBoolean("totp"),
                new HolderId(row.getObject("holder", UUID.class)),
                roles((String[]) row.getArray("roles").getArray()),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                new Tastes(Locale.of(row.getString("language")), ZoneId.of(row.getString("zone"))));
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
