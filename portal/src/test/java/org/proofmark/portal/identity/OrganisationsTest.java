package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;

/** Several people who act for one holder. */
class OrganisationsTest {
    private static final String PAGE = "/me/organisation";

    private final TestPortal portal = TestPortal.shared();
    private final Organisations organisations = portal.bean(Organisations.class);
    private final Person owner = portal.person(Role.CREATOR);
    private final Person member = portal.person(Role.CREATOR);
    private final Browser owners = portal.signedIn(owner);
    private final Browser members = portal.signedIn(member);

    @Test
    void aMemberActsForTheOrganisationAndSeesItsWorksOnly() {
        HolderId holder = withMember();
        assertThat(actsFor(members)).isEqualTo(holder.toString());
        assertThat(members.get(PAGE).body()).contains("Kim Example · Harbour Pictures");
        assertThat(members.post(PAGE + "/acting", "holder", member.holder().toString())
                        .status())
                .isEqualTo(302);
        assertThat(actsFor(members)).isEqualTo(member.holder().toString());
    }

    @Test
    void nobodyActsForAnOrganisationOfOthers() {
        HolderId holder = make();
        assertThat(members.post(PAGE + "/acting", "holder", holder.toString()).status())
                .isEqualTo(404);
        assertThat(members.post(PAGE + "/acting", "holder", owner.holder().toString())
                        .status())
                .isEqualTo(404);
        assertThat(actsFor(members)).isEmpty();
    }

    @Test
    void whoWasRemovedActsForItNoMore() {
        HolderId holder = withMember();
        members.get("/me/keys");
        String key = members.post(
                        "/me/keys", "name", "shop", "scope", "CATALOGUE_READ", "password", TestPortal.PASSWORD)
                .find("(pm_[A-Za-z0-9_-]{43})")
                .orElseThrow();
        assertThat(works(key)).isEqualTo(200);
        assertThat(owners.post(PAGE + "/" + holder + "/members/" + member.id() + "/removal")
                        .status())
                .isEqualTo(302);
        assertThat(works(key)).isEqualTo(401);
        assertThat(portal.bean(People.class)
                        .now(new SignedIn(member.id(), holder, "Kim", member.roles(), true))
                        .map(SignedIn::holder))
                .contains(member.holder());
        assertThat(members.get(PAGE).body()).doesNotContain("Harbour Pictures");
    }

    @Test
    void aLinkIsForTheAddressItWasMadeFor() {
        HolderId holder = make();
        String link = invite(holder, member.email());
        Browser stranger = portal.signedIn(portal.person(Role.CREATOR));
        assertThat(stranger.get(link).status()).isEqualTo(404);
        assertThat(stranger.post(link).status()).isEqualTo(422);
        assertThat(members.get(link).status()).isEqualTo(200);
        assertThat(members.post(link).status()).isEqualTo(302);
        assertThat(members.post(link).status()).isEqualTo(422);
    }

    @Test
    void onlyOwnersSayWhoTheOthersAre() {
        HolderId holder = withMember();
        String here = PAGE + "/" + holder;
        assertThat(members.post(here + "/invitations", "email", "x@example.org").status())
                .isEqualTo(403);
        assertThat(members.post(here + "/members/" + owner.id() + "/removal").status())
                .isEqualTo(403);
        assertThat(members.post(here + "/members/" + member.id(), "owner", "true")
                        .status())
                .isEqualTo(403);
        Browser stranger = portal.signedIn(portal.person(Role.CREATOR));
        assertThat(stranger.post(here + "/invitations", "email", "x@example.org")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(here + "/leaving").status()).isEqualTo(404);
    }

    @Test
    void thereIsAlwaysAnOwner() {
        HolderId holder = withMember();
        String here = PAGE + "/" + holder;
        assertThat(owners.post(here + "/leaving").status()).isEqualTo(409);
        assertThat(owners.post(here + "/members/" + owner.id(), "owner", "false")
                        .status())
                .isEqualTo(409);
        assertThat(owners.post(here + "/members/" + member.id(), "owner", "true")
                        .status())
                .isEqualTo(302);
        assertThat(owners.post(here + "/leaving").status()).isEqualTo(302);
        assertThat(organisations.of(owner.id())).isEmpty();
        assertThat(members.post(here + "/leaving").status()).isEqualTo(409);
    }

    private HolderId make() {
        owners.get(PAGE);
        assertThat(owners.post(PAGE, "name", "Harbour Pictures").status()).isEqualTo(302);
        return organisations.of(owner.id()).getFirst().id();
    }

    private HolderId withMember() {
        HolderId holder = make();
        String link = invite(holder, member.email());
        members.get(link);
        assertThat(members.post(link).status()).isEqualTo(302);
        members.get(PAGE);
        return holder;
    }

    private String invite(HolderId holder, String email) {
        owners.get(PAGE);
        return owners.post(PAGE + "/" + holder + "/invitations", "email", email)
                .find("<code>[^<]*(/organisations/join/[A-Za-z0-9_-]{22})</code>")
                .orElseThrow();
    }

    private static String actsFor(Browser browser) {
        return browser.get(PAGE).find("value=\"([0-9a-f-]{36})\" checked").orElse("");
    }

    private int works(String key) {
        return portal.browser()
                .get("/api/v1/works", "Authorization", "Bearer " + key)
                .status();
    }
}
