package org.proofmark.portal.identity;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is kept of a person's account. */
@Component
class AccountChapters implements Chapters {
    @Override
    public List<Chapter> all() {
        return List.of(
                new Chapter(
                        "account/account",
                        Set.of("identity.person", "identity.person_role", "identity.totp", "identity.recovery_code"),
                        """
                        select p.id, p.name, p.email, p.confirmed, p.language, p.zone, p.zone_chosen, p.since,
                            array(select r.role from identity.person_role r where r.person = p.id order by 1) as roles,
                            p.password_hash is not null as password,
                            exists (select 1 from identity.totp t where t.person = p.id and t.confirmed) as codes_from_an_app,
                            (select count(*) from identity.recovery_code c where c.person = p.id) as recovery_codes_left
                        from identity.person p where p.id = :person
                        """),
                new Chapter("account/holders", Set.of("identity.holder", "identity.member"), """
                        select h.id, h.name, h.organisation, h.plan, h.id = :holder as this_archive, m.owner, m.since,
                            (select json_agg(json_build_object('person', p.id, 'name', p.name, 'owner', o.owner, 'since', o.since)
                                order by o.since, p.id)
                            from identity.member o join identity.person p on p.id = o.person where o.holder = h.id) as members
                        from identity.holder h left join identity.member m on m.holder = h.id and m.person = :person
                        where h.id = :holder or m.person is not null
                            or h.id = (select holder from identity.person where id = :person)
                        order by h.name, h.id
                        """),
                new Chapter("account/sessions", Set.of("identity.session"), """
                        select to_timestamp(creation_time / 1000.0) as begun, to_timestamp(last_access_time / 1000.0) as last_used,
                            to_timestamp(expiry_time / 1000.0) as ends
                        from identity.session where principal_name = cast(:person as text) order by 1
                        """),
                new Chapter("account/passkeys", Set.of("identity.passkey"), """
                        select label, made, last_used, transports, backup_state as backed_up
                        from identity.passkey where person = :person order by made
                        """),
                new Chapter("account/keys", Set.of("identity.api_key"), """
                        select id, holder, name, start, scopes, made, expires, last_used, revoked
                        from identity.api_key where person = :person order by made, id
                        """),
                new Chapter("account/acts", Set.of("platform.audit"), """
                        select at, act, about, told from platform.audit where who = :person order by id
                        """));
    }
}
