package org.proofmark.portal.matching.alerts;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.MatchReader;
import org.proofmark.portal.matching.MatchRow;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.platform.Mail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All matches asked for as a table or as JSON, written while they are read. The columns are stable: new ones come at the end, and
 * docs/alerts.md says what they hold.
 */
@Component
public class MatchExport {
    /** A column: its name, and what a match has in it. */
    private record Column(String name, Function<MatchRow, String> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("match", row -> row.id().toString()),
            new Column("work", row -> row.work().toString()),
            new Column("work_name", MatchRow::workName),
            new Column("site", MatchRow::site),
            new Column("kind", row -> row.kind().name().toLowerCase(Locale.ROOT)),
            new Column("country", row -> row.country().orElse("")),
            new Column("language", MatchRow::language),
            new Column("certainty", row -> row.tier().word()),
            new Column("score", row -> number(row.score())),
            new Column("share_of_work", row -> number(row.share())),
            new Column("share_of_copy", row -> number(row.copyShare())),
            new Column("width", row -> Integer.toString(row.width())),
            new Column("height", row -> Integer.toString(row.height())),
            new Column("bytes", row -> Long.toString(row.bytes())),
            new Column("copy_sha256", row -> row.copy().hex()),
            new Column("worth", row -> row.worth().amount()),
            new Column("currency", row -> row.worth().currency().getCurrencyCode()),
            new Column("found_at", row -> row.foundAt().toString()),
            new Column("verdict", row -> row.verdict().map(Verdict::word).orElse("")),
            new Column("reason", row -> row.reason().map(Reason::word).orElse("")),
            new Column("decided_by", row -> row.by().map(by -> by.word()).orElse("")),
            new Column(
                    "decided_at", row -> row.decidedAt().map(Object::toString).orElse("")),
            new Column("news", row -> row.news().map(news -> news.word()).orElse("")),
            new Column("gone", row -> Boolean.toString(row.gone())),
            new Column("pages", row -> Long.toString(row.pages())),
            new Column("page", MatchRow::page),
            new Column("page_title", MatchRow::title),
            new Column("image", MatchRow::image),
            new Column("alt", MatchRow::alt),
            new Column("credit", MatchRow::credit),
            new Column(
                    "first_seen", row -> row.firstSeen().map(Object::toString).orElse("")),
            new Column("last_seen", row -> row.lastSeen().toString()),
            new Column("worth_factors", row -> factors(row.factors())),
            new Column(
                    "changed_at", row -> row.changedAt().map(Instant::toString).orElse("")));

    private final MatchReader matches;
    private final Mail mail;
    private final JsonMapper json;

    MatchExport(MatchReader matches, Mail mail, JsonMapper json) {
        this.matches = matches;
        this.mail = mail;
        this.json = json;
    }

    /** As a table. */
    public void csv(SignedIn by, Asked asked, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        // Without it spreadsheets take it for another character set.
        writer.write('\uFEFF');
        writer.write(line(COLUMNS.stream().map(Column::name).toList()));
        matches.each(
                by.holder(),
                asked,
                row -> write(
                        writer,
                        line(COLUMNS.stream()
                                .map(column -> column.value().apply(row))
                                .toList())));
        writer.flush();
    }

    /** An array of what webhooks are told of each match. */
    public void json(SignedIn by, Asked asked, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        String[] before = {"[\n"};
        matches.each(by.holder(), asked, row -> {
            write(writer, before[0] + json.writeValueAsString(MatchJson.of(row, link(row))));
            before[0] = ",\n";
        });
        writer.write(before[0].startsWith("[") ? "[]\n" : "\n]\n");
        writer.flush();
    }

    private String link(MatchRow row) {
        return mail.link("").isEmpty() ? "" : mail.link("/matches/" + row.id());
    }

    private static void write(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException goneAway) {
            throw new UncheckedIOException(goneAway);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** What, and by how much; the first is a price in the smallest unit of the currency. */
    private static String factors(List<Worth.Factor> factors) {
        return factors.stream()
                .map(factor -> factor.what() + " "
                        + BigDecimal.valueOf(factor.times())
                                .stripTrailingZeros()
                                .toPlainString())
                .collect(Collectors.joining("; "));
    }

    private static String line(List<String> values) {
        return values.stream().map(MatchExport::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A cell (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe; control characters go. */
    static String cell(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        String begins = plain.stripLeading();
        String harmless = !begins.isEmpty() && "=+-@＝＋－＠".indexOf(begins.charAt(0)) >= 0 ? "'" + plain : plain;
        boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c == '\'' || c == ' ');
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
