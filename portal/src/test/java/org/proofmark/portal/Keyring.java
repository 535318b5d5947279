package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.time.Instant;
import java.util.Objects;

/** What a person proves to be herself with: a device that keeps passkeys, made of Chromium's own, and an authenticator app. */
final class Keyring {
    private final Chromium.Window window;
    private final CDPSession browser;
    private final String device;
    private String secret = "";

    private Keyring(Chromium.Window window, CDPSession browser, String device) {
        this.window = window;
        this.browser = browser;
        this.device = device;
    }

    static Keyring of(Chromium.Window window) {
        CDPSession browser = window.context().newCDPSession(window.page());
        browser.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        JsonObject asked = new JsonObject();
        asked.add("options", options);
        String device = browser.send("WebAuthn.addVirtualAuthenticator", asked)
                .get("authenticatorId")
                .getAsString();
        return new Keyring(window, browser, device);
    }

    /** Whether its owner has a finger on it. */
    private void touched(boolean touched) {
        JsonObject asked = new JsonObject();
        asked.addProperty("authenticatorId", device);
        asked.addProperty("enabled", touched);
        browser.send("WebAuthn.setAutomaticPresenceSimulation", asked);
    }

    void makePasskey() {
        Page page = window.go("/me/security");
        page.locator("#label").fill("My phone");
        page.locator("form[data-passkey=register] button").click();
        assertThat(page.locator("ul.keys li")).containsText("My phone");
    }

    void setUpCodes() {
        Page page = window.go("/me/security");
        page.locator("#password-totp").fill(TestPortal.PASSWORD);
        page.locator("form[action$='/me/security/totp'] button").click();
        secret = Objects.requireNonNull(page.locator("main code").textContent());
        assertThat(page.locator(".qr img")).isVisible();
        page.locator("#code").fill(code(-1));
        page.locator("form[action$='/totp/confirm'] button").click();
        assertThat(page.locator("ol.recovery li").first()).isVisible();
    }

    void signInWithPasskey() {
        touched(false);
        // The touch would answer the browser's own offer beside the button's.
        window.page().addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false;");
        Page page = window.go("/sign-in");
        touched(true);
        page.locator("button[data-passkey=sign-in]").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        touched(false);
    }

    void signInWithCode(String email) {
        Page page = window.go("/sign-in");
        page.locator("input[name=email]").fill(email);
        page.locator("input[name=password]").fill(TestPortal.PASSWORD);
        page.locator("form button.ink").first().click();
        page.waitForURL(url -> url.contains("/sign-in/code"));
        page.locator("[name=code]").fill(code(0));
        page.locator("form button.ink").first().click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    private String code(int steps) {
        try {
            return new DefaultCodeGenerator().generate(secret, Instant.now().getEpochSecond() / 30 + steps);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }
}
