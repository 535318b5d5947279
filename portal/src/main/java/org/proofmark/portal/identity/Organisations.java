package org.proofmark.portal.identity;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holders that several people act for. Works belong to the holder: who leaves leaves them behind. Each organisation has an owner
 * at all times. To who is no member it is not there.
 */
@Service
@Transactional
public class Organisations {
    private final OrganisationStore store;
    private final PeopleStore people;
    private final Links links;
    private final Askings askings;
    private final Mail mail;
    private final Tries tries;
    private final Audit audit;
    private final InstantSource clock;

    Organisations(
            OrganisationStore store,
            PeopleStore people,
            Links links,
            Askings askings,
            Mail mail,
            Tries tries,
            Audit audit,
            InstantSource clock) {
        this.store = store;
        this.people = people;
        this.links = links;
        this.askings = askings;
        this.mail = mail;
        this.tries = tries;
        this.audit = audit;
        this.clock = clock;
    }

    /** To which organisation an address is invited. */
    private record Seat(HolderId holder, String email) {
        static Seat parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Seat(HolderId.of(parts[0]), parts[1]);
        }

        @Override
        public String toString() {
            return holder + " " + email;
        }
    }

    /** Those a person acts for. */
    @Transactional(readOnly = true)
    public List<Organisation> of(PersonId person) {
        return store.of(person);
    }

    /** Who acts for an organisation, told to its members. */
    @Transactional(readOnly = true)
    public List<Member> members(SignedIn who, HolderId holder) {
        membership(who, holder);
        return store.members(holder);
    }

    /**
     * Makes one, with its maker as owner.
     *
     * @param id made by the caller: the same again is the same act
     */
    public HolderId make(SignedIn who, HolderId id, String name) {
        People.checkName(name);
        if (store.of(who.person(), id)
                .filter(there -> there.name().equals(name.strip()))
                .isPresent()) {
            return id;
        }
        if (!store.insert(id, name.strip(), Plans.FIRST)) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.otherOrganisation");
        }
        store.join(id, who.person(), true, clock.instant());
        note(who, "organisation.made", id, name.strip());
        return id;
    }

    /**
     * Invites the person with an address, by mail where mails are sent.
     *
     * @param key of the call, which with the same key again is the same invitation
     * @return the secret of the link
     */
    public String invite(SignedIn who, Optional<UUID> key, HolderId holder, String email, Locale language) {
        Organisation organisation = owned(who, holder);
        People.checkEmail(email);
        String what = "membership " + new Seat(holder, email.strip());
        return askings.once(who, key, what, () -> invited(who, organisation, email, language));
    }

    private String invited(SignedIn who, Organisation organisation, String email, Locale language) {
        HolderId holder = organisation.id();
        tries.count(Tries.Kind.MAIL_FROM, who.getName());
        String secret = links.make(Links.Purpose.MEMBERSHIP, new Seat(holder, email.strip()).toString());
        mail.send(
                email.strip(),
                language,
                "mail.membership",
                who.name(),
                organisation.name(),
                mail.link("/organisations/join/" + secret));
        note(who, "member.invited", holder, email.strip());
        return secret;
    }

    /** The name of the organisation a link leads to; nothing if the link is not for this person. */
    @Transactional(readOnly = true)
    public Optional<String> invited(SignedIn who, String secret) {
        return links.about(Links.Purpose.MEMBERSHIP, secret)
                .map(Seat::parse)
                .filter(seat -> meant(who, seat))
                .flatMap(seat -> store.name(seat.holder()));
    }

    public HolderId join(SignedIn who, String secret) {
        if (invited(who, secret).isEmpty()) {
            throw Refused.invalid("refused.link");
        }
        Seat seat = links.use(Links.Purpose.MEMBERSHIP, secret)
                .map(Seat::parse)
                .orElseThrow(() -> Refused.invalid("refused.link"));
        store.join(seat.holder(), who.person(), false, clock.instant());
        note(who, "member.joined", seat.holder(), "");
        return seat.holder();
    }

    private boolean meant(SignedIn who, Seat seat) {
        return people.byId(who.person())
                .filter(person -> person.email().equalsIgnoreCase(seat.email()))
                .isPresent();
    }

    /** Makes a member an owner, or an owner a member. */
    public void owner(SignedIn who, HolderId holder, PersonId member, boolean owner) {
        owned(who, holder);
        requireOwnerBeside(holder, owner ? Optional.empty() : Optional.of(member));
        store.owner(holder, member, owner);
        note(who, owner ? "member.made-owner" : "member.no-owner", holder, member.toString());
    }

    public void remove(SignedIn who, HolderId holder, PersonId member) {
        owned(who, holder);
        requireOwnerBeside(holder, Optional.of(member));
        store.remove(holder, member);
        note(who, "member.removed", holder, member.toString());
    }

    public void leave(SignedIn who, HolderId holder) {
        membership(who, holder);
        requireOwnerBeside(holder, Optional.of(who.person()));
        store.remove(holder, who.person());
        note(who, "member.left", holder, "");
    }

    /** For whom the person acts from now on: an organisation, or nobody but oneself. */
    @Transactional(readOnly = true)
    public SignedIn actFor(SignedIn who, HolderId holder) {
        Person person = people.byId(who.person()).orElseThrow(Refused::notFound);
        HolderId chosen = holder.equals(person.holder())
                ? holder
                : membership(who, holder).id();
        return new SignedIn(who.person(), chosen, person.name(), person.roles(), who.writes());
    }

    private void requireOwnerBeside(HolderId holder, Optional<PersonId> going) {
        boolean stays = store.lockedMembers(holder).stream()
                .anyMatch(member ->
                        member.owner() && going.filter(member.person()::equals).isEmpty());
        if (!stays) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.lastOwner");
        }
    }

    private Organisation membership(SignedIn who, HolderId holder) {
        return store.of(who.person(), holder).orElseThrow(Refused::notFound);
    }

    private Organisation owned(SignedIn who, HolderId holder) {
        Organisation organisation = membership(who, holder);
        if (!organisation.owner()) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.notOwner");
        }
        return organisation;
    }

    private void note(SignedIn who, String act, HolderId holder, String told) {
        audit.note(Optional.of(who.person().value()), act, holder, told);
    }
}
