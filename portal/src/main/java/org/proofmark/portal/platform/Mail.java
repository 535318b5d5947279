package org.proofmark.portal.platform;

import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Mails to people. A mail is a row written in the transaction of what it tells; {@link Postman} sends it afterwards, until it is
 * taken: at least once, and never about what did not happen.
 */
@Component
public class Mail {
    private final JdbcClient sql;
    private final MessageSource texts;
    private final InstantSource clock;
    private final Settings settings;

    Mail(
            JdbcClient sql,
            MessageSource texts,
            InstantSource clock,
            Settings settings,
            ObjectProvider<JavaMailSender> server) {
        this.sql = sql;
        this.texts = texts;
        this.clock = clock;
        this.settings = settings;
        boolean whole = settings.address().isPresent() && server.getIfAvailable() != null;
        if (settings.sender().isPresent() && !whole) {
            // The address a request came to may be a stranger's invention; no link in a mail is made of it.
            throw new IllegalStateException("proofmark.sender needs proofmark.address and spring.mail.host");
        }
        if (settings.sender().isEmpty() && settings.signUp() == Settings.SignUp.OPEN) {
            throw new IllegalStateException(
                    "proofmark.sign-up=open needs proofmark.sender: addresses are confirmed by mail");
        }
    }

    /** Whether mails are sent; where not, {@link #send} does nothing. */
    public boolean possible() {
        return settings.sender().isPresent();
    }

    /** The whole address of a page of ours. */
    public String link(String path) {
        return settings.address().map(URI::toString).orElse("").replaceFirst("/$", "") + path;
    }

    /**
     * Sends a mail once the transaction is done.
     *
     * @param text key of its texts: {@code .subject}, and the body itself, which gets the values from {@code {1}} on;
     *     {@code {0}} is the operator's name
     */
    public void send(String to, Locale language, String text, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = settings.operator();
        System.arraycopy(values, 0, all, 1, values.length);
        send(new Written(
                to,
                texts.getMessage(text + ".subject", all, language),
                texts.getMessage(text, all, language),
                Optional.empty(),
                Optional.empty()));
    }

    /**
     * A mail in its own words.
     *
     * @param html the same text for those who read HTML
     * @param unsubscribe whole address of {@link #link} at which one POST ends mails of this kind
     */
    public record Written(
            String to, String subject, String text, Optional<String> html, Optional<String> unsubscribe) {}

    /** Sends a mail once the transaction is done. */
    public void send(Written mail) {
        if (!possible()) {
            return;
        }
        sql.sql("""
            insert into platform.mail (recipient, subject, body, html, unsubscribe, made, next_try)
            values (:to, :subject, :body, :html, :unsubscribe, :now, :now)
            """)
                .param("to", mail.to())
                .param("subject", mail.subject())
                .param("body", mail.text())
                .param("html", mail.html().orElse(null))
                .param("unsubscribe", mail.unsubscribe().orElse(null))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
