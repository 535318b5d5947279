package org.proofmark.portal.matching.alerts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.discovery.Walked;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.matching.Telling;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Settings;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** A digest as a mail, in its reader's language and zone: the same words as text and as HTML. */
@Component
class DigestMail {
    /** Names of sources in trouble that are told; beyond them their number. */
    private static final int MOST_NAMES = 5;

    private final MessageSource texts;
    private final ITemplateEngine templates;
    private final Telling telling;
    private final Mail mail;
    private final Settings settings;

    DigestMail(MessageSource texts, ITemplateEngine templates, Telling telling, Mail mail, Settings settings) {
        this.texts = texts;
        this.templates = templates;
        this.telling = telling;
        this.mail = mail;
        this.settings = settings;
    }

    /** New matches on a site. */
    record Line(String site, String told, String link) {}

    /**
     * The words of a mail.
     *
     * @param gist what it comes to
     * @param after what there is to say besides
     * @param looked what was looked at
     */
    record Words(String gist, List<Line> sites, List<String> after, List<String> looked) {}

    Mail.Written of(Digest digest, Person reader, String unsubscribe) {
        Told told = new Told(reader);
        Words words = told.words(digest);
        return new Mail.Written(
                reader.email(),
                told.say(
                        "digest.subject." + digest.gist(),
                        settings.operator(),
                        digest.found(),
                        sites(digest),
                        pictures(digest),
                        digest.changed()),
                told.text(words, unsubscribe),
                Optional.of(told.html(words, unsubscribe)),
                Optional.of(unsubscribe));
    }

    private static long sites(Digest digest) {
        return digest.sites().size() + digest.moreSites();
    }

    private static long pictures(Digest digest) {
        return digest.walked().images();
    }

    /** One reader's words. */
    private final class Told {
        private final Locale language;
        private final DateTimeFormatter moments;

        Told(Person reader) {
            this.language = reader.tastes().language();
            this.moments = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(language)
                    .withZone(reader.tastes().zone());
        }

        String say(String text, Object... values) {
            return texts.getMessage(text, values, language);
        }

        private String at(Instant moment) {
            return moments.format(moment);
        }

        Words words(Digest digest) {
            List<Line> sites = digest.sites().stream()
                    .map(site -> new Line(
                            site.site(),
                            say("digest.site", site.matches(), site.works(), telling.about(site.worth(), language)),
                            mail.link("/review/" + URLEncoder.encode(site.site(), StandardCharsets.UTF_8))))
                    .toList();
            return new Words(
                    say("digest.gist." + digest.gist(), digest.found(), at(digest.from()), digest.changed()),
                    sites,
                    after(digest),
                    looked(digest.walked()));
        }

        private List<String> after(Digest digest) {
            List<String> after = new ArrayList<>();
            add(after, digest.moreSites(), "digest.moreSites");
            add(after, digest.settled(), "digest.settled");
            add(after, digest.gist() == Digest.Gist.CHANGED ? 0 : digest.changed(), "digest.changed");
            after.add(say("digest.open", digest.open()));
            return after;
        }

        private void add(List<String> lines, long many, String text) {
            if (many > 0) {
                lines.add(say(text, many));
            }
        }

        private List<String> looked(Walked walked) {
            List<String> looked = new ArrayList<>();
            looked.add(say(
                    "digest.looked",
                    walked.sources(),
                    walked.walked(),
                    walked.pages(),
                    walked.images(),
                    walked.pictures()));
            walked.last().ifPresent(last -> looked.add(say("digest.last", at(last))));
            if (!walked.troubled().isEmpty()) {
                String names = String.join(
                        ", ", walked.troubled().stream().limit(MOST_NAMES).toList());
                long more = Math.max(0, walked.troubled().size() - MOST_NAMES);
                looked.add(say("digest.troubled", names, more));
            }
            add(looked, walked.waiting(), "digest.waiting");
            return looked;
        }

        String text(Words words, String unsubscribe) {
            StringBuilder text = new StringBuilder(words.gist()).append("\n\n");
            words.sites()
                    .forEach(
                            line -> text.append("  %s: %s\n  %s\n\n".formatted(line.site(), line.told(), line.link())));
            words.after().forEach(line -> text.append(line).append('\n'));
            text.append(mail.link("/inbox"))
                    .append("\n\n")
                    .append(say("digest.lookedTitle"))
                    .append('\n');
            words.looked().forEach(line -> text.append(line).append('\n'));
            text.append("\n--\n")
                    .append(say("digest.why", settings.operator()))
                    .append("\n%s: %s\n%s: %s\n"
                            .formatted(say("digest.change"), mail.link("/alerts"), say("digest.stop"), unsubscribe));
            return text.toString();
        }

        String html(Words words, String unsubscribe) {
            Map<String, Object> model = Map.of(
                    "words",
                    words,
                    "operator",
                    settings.operator(),
                    "inbox",
                    mail.link("/inbox"),
                    "sources",
                    mail.link("/sources"),
                    "alerts",
                    mail.link("/alerts"),
                    "unsubscribe",
                    unsubscribe);
            return templates.process("mail/digest", new Context(language, model));
        }
    }
}
