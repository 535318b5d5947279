package org.proofmark.portal.platform;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in the table of mails. The row is locked while its mail is handed over and goes with the commit: a kill
 * between the two sends the mail once more, and none is lost. What is not taken is tried again, ever more rarely, for two days.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int MOST_TRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int LONGEST_DOUBLING = 9;

    private final JdbcClient sql;
    private final Settings settings;
    private final InstantSource clock;
    private final ObjectProvider<JavaMailSender> server;
    private final TransactionTemplate transaction;

    Postman(
            JdbcClient sql,
            Settings settings,
            InstantSource clock,
            ObjectProvider<JavaMailSender> server,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
        this.server = server;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Letter(long id, Mail.Written written, Instant made, int tries) {
        static Letter of(ResultSet row, int number) throws SQLException {
            return new Letter(
                    row.getLong("id"),
                    new Mail.Written(
                            row.getString("recipient"),
                            row.getString("subject"),
                            row.getString("body"),
                            Optional.ofNullable(row.getString("html")),
                            Optional.ofNullable(row.getString("unsubscribe"))),
                    row.getTimestamp("made").toInstant(),
                    row.getInt("tries"));
        }
    }

    @Scheduled(fixedDelayString = "PT2S")
    void deliver() {
        if (settings.sender().isEmpty()) {
            return;
        }
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> one()));
        }
    }

    private boolean one() {
        Optional<Letter> next = sql.sql("""
            select id, recipient, subject, body, html, unsubscribe, made, tries from platform.mail where next_try <= :now
            order by next_try limit 1 for update skip locked
            """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Letter::of)
                .optional();
        next.ifPresent(this::send);
        return next.isPresent();
    }

    private void send(Letter letter) {
        try {
            JavaMailSender sender = server.getObject();
            sender.send(message -> write(letter, message));
            remove(letter);
        } catch (MailException notTaken) {
            later(letter, notTaken);
        }
    }

    private void write(Letter letter, MimeMessage message) throws MessagingException {
        Mail.Written written = letter.written();
        String sender = settings.sender().orElseThrow();
        MimeMessageHelper mail = new MimeMessageHelper(
                message,
                written.html().isPresent()
                        ? MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED
                        : MimeMessageHelper.MULTIPART_MODE_NO,
                StandardCharsets.UTF_8.name());
        mail.setFrom(sender);
        mail.setTo(written.to());
        mail.setSubject(written.subject());
        if (written.html().isPresent()) {
            mail.setText(written.text(), written.html().get());
        } else {
            mail.setText(written.text());
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        // The same for every try: a mail taken twice is known to be one.
        message.setHeader(
                "Message-ID",
                "<%d.%d@%s>".formatted(letter.id(), letter.made().toEpochMilli(), sender.replaceAll(".*@|>.*", "")));
        if (written.unsubscribe().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + written.unsubscribe().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private void later(Letter letter, MailException notTaken) {
        if (letter.tries() + 1 >= MOST_TRIES) {
            LOG.warn("Mail {} was not taken {} times and is given up: {}", letter.id(), MOST_TRIES, kind(notTaken));
            remove(letter);
            return;
        }
        LOG.warn("Mail {} was not taken, try {}: {}", letter.id(), letter.tries() + 1, kind(notTaken));
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(letter.tries(), LONGEST_DOUBLING));
        sql.sql("update platform.mail set tries = tries + 1, next_try = :next where id = :id")
                .param("next", clock.instant().plus(pause).atOffset(ZoneOffset.UTC))
                .param("id", letter.id())
                .update();
    }

    /** What went wrong without the server's own words, which may repeat the address. */
    private static String kind(MailException notTaken) {
        return notTaken.getMostSpecificCause().getClass().getSimpleName();
    }

    private void remove(Letter letter) {
        sql.sql("delete from platform.mail where id = :id")
                .param("id", letter.id())
                .update();
    }
}
