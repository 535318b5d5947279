package org.proofmark.portal.identity;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.time.Instant;
import java.util.List;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;

/** A person's app that shows codes by time. */
final class Authenticator {
    private final String secret;
    private final List<String> recoveryCodes;

    private Authenticator(String secret, List<String> recoveryCodes) {
        this.secret = secret;
        this.recoveryCodes = recoveryCodes;
    }

    /** Switches codes on for who is signed in; the code of the step before now is the one used up by it. */
    static Authenticator setUp(Browser browser) {
        browser.get("/me/security");
        browser.post("/me/security/totp", "password", TestPortal.PASSWORD);
        String secret = browser.get("/me/security/totp")
                .find("<code>([A-Z2-7]+)</code>")
                .orElseThrow();
        Browser.Answer done =
                browser.post("/me/security/totp/confirm", "code", new Authenticator(secret, List.of()).code(-1));
        List<String> codes = java.util.regex.Pattern.compile("<li>([a-z0-9-]{27})</li>")
                .matcher(done.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        return new Authenticator(secret, codes);
    }

    List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** The code so many steps from now. */
    String code(int steps) {
        try {
            return new DefaultCodeGenerator().generate(secret, Instant.now().getEpochSecond() / 30 + steps);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }

    String secret() {
        return secret;
    }
}
