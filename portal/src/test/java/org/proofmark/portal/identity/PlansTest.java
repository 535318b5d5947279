package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Audit;

/** Plans are data: an administrator makes and changes them, and gives them to people and organisations. */
class PlansTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person creator = portal.person(Role.CREATOR);
    private final Browser browser = portal.signedIn(portal.person(Role.ADMINISTRATOR));
    private final Plans plans = portal.bean(Plans.class);
    private final String code = "plan-" + UUID.randomUUID().toString().substring(0, 8);

    private Browser.Answer keep(String works) {
        browser.get("/plans");
        return browser.post("/plans", "code", code, "english", "Studio", "german", "Atelier", "works", works);
    }

    private Browser.Answer json(String method, String path, String json) {
        return browser.send(
                method,
                path,
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "X-CSRF-TOKEN",
                browser.token());
    }

    @Test
    void aPlanIsMadeChangedAndGiven() {
        assertThat(keep("7").status()).isEqualTo(302);
        browser.post("/people/" + creator.id() + "/plan", "plan", code);
        assertThat(plans.of(creator.holder()).monitoredWorks()).isEqualTo(7);
        assertThat(keep("").status()).isEqualTo(302);
        assertThat(plans.of(creator.holder()).monitoredWorks()).isEqualTo(Plans.UNLIMITED);
        assertThat(browser.get("/plans").body()).contains(code, "Atelier", "∞");
        assertThat(portal.bean(Audit.class).about(code))
                .extracting(Audit.Entry::told)
                .containsExactly("Studio, all works", "Studio, 7 works");
    }

    @Test
    void anOrganisationIsGivenOneOnThePage() {
        HolderId holder = portal.bean(Organisations.class)
                .make(creator.signedIn(), new HolderId(UUID.randomUUID()), " A plan's organisation");
        keep("9");
        assertThat(browser.get("/plans").body()).contains("action=\"/plans/" + code + "/holders\"", holder.toString());
        assertThat(browser.post("/plans/" + code + "/holders", "holder", holder.toString())
                        .status())
                .isEqualTo(302);
        assertThat(plans.of(holder).code()).isEqualTo(code);
        assertThat(portal.bean(Audit.class).about(holder).getFirst().act()).isEqualTo("plan.given");
    }

    @Test
    void programsKeepThemToo() {
        browser.get("/plans");
        String path = "/api/v1/people/plans/" + code;
        Browser.Answer made = json("PUT", path, "{\"nameEn\":\"A\",\"nameDe\":\"B\",\"monitoredWorks\":3}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/people/plans").body()).contains(code);
        assertThat(json("PUT", path + "/holders", "{\"holder\":\"" + creator.holder() + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(plans.of(creator.holder()).monitoredWorks()).isEqualTo(3);
        assertThat(json("DELETE", path, "").status()).as("somebody has it").isEqualTo(409);
        plans.give(creator.signedIn(), creator.holder(), Plans.FIRST);
        assertThat(json("DELETE", path, "").status()).isEqualTo(204);
        assertThat(json("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoPlanIsRefused() {
        assertThat(keep("-1").status()).isEqualTo(422);
        assertThat(browser.post("/plans", "code", "No Code", "english", "a", "german", "b")
                        .status())
                .isEqualTo(422);
        assertThat(browser.post("/plans", "code", code, "english", " ", "german", "b")
                        .status())
                .isEqualTo(422);
        assertThat(browser.post("/plans/free/deleted").status()).isEqualTo(409);
        assertThat(plans.all())
                .extracting(Plans.Plan::code)
                .doesNotContain(code)
                .contains(Plans.FIRST);
    }
}
