package org.proofmark.portal.catalogue.licences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.report.Csv;

/**
 * Licences as a table: what an accounting program or a spreadsheet gives, and what the register gives back. The first row names
 * the columns, in English or German, in any order; what is written is read again as it was.
 *
 * @param ignored names of columns that say nothing here
 * @param days how days are written in it
 */
record LicenceSheet(List<Row> rows, List<String> ignored, WrittenDays days) {
    /**
     * One licence as it stands in a table.
     *
     * @param line of the file, from 1
     * @param photos names, titles or digests of works; {@code *} for everything
     * @param collections names of collections
     */
    record Row(int line, WrittenTerms written, List<String> photos, List<String> collections) {
        Row {
            photos = List.copyOf(photos);
            collections = List.copyOf(collections);
        }
    }

    /** What a column can say, with the names it may have. */
    enum Column {
        LICENSEE("licensee", "customer", "client", "buyer", "lizenznehmer", "kunde", "kunden", "abnehmer"),
        DOMAINS("domains", "domain", "website", "websites", "webseite", "webseiten", "url"),
        MEDIA("media", "medium", "medien", "use", "nutzung", "nutzungsart"),
        TERRITORY("territory", "country", "countries", "gebiet", "land", "länder"),
        FROM("from", "start", "valid from", "begin", "von", "beginn", "gültig ab", "ab"),
        TO("to", "until", "end", "valid to", "bis", "ende", "gültig bis"),
        PRICE("price", "amount", "fee", "net", "preis", "betrag", "honorar", "netto"),
        CURRENCY("currency", "währung"),
        NOTE("note", "notes", "comment", "notiz", "bemerkung", "anmerkung"),
        PHOTOS(
                "photos",
                "photo",
                "works",
                "work",
                "file",
                "files",
                "file name",
                "foto",
                "fotos",
                "bild",
                "bilder",
                "datei",
                "dateiname"),
        COLLECTIONS("collections", "collection", "sammlung", "sammlungen");

        private final String names;

        Column(String... names) {
            this.names = "|" + String.join("|", names) + "|";
        }

        static Optional<Column> named(String heading) {
            String name = heading.strip().toLowerCase(Locale.ROOT).replaceAll("[_|]", " ");
            return Arrays.stream(values())
                    .filter(column -> column.names.contains("|" + name + "|"))
                    .findFirst();
        }
    }

    private static final List<String> HEADINGS = List.of(
            "licensee",
            "domains",
            "media",
            "territory",
            "from",
            "to",
            "price",
            "currency",
            "note",
            "photos",
            "collections",
            "photo names",
            "invoice");

    LicenceSheet {
        rows = List.copyOf(rows);
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads a file.
     *
     * @throws Refused where it is no table of licences at all
     */
    static LicenceSheet read(byte[] file) {
        List<CsvRow> lines = CsvRow.read(file);
        if (lines.size() < 2) {
            throw Refused.invalid("refused.csvEmpty");
        }
        List<String> ignored = new ArrayList<>();
        Map<Column, Integer> places = places(lines.getFirst(), ignored);
        if (!places.containsKey(Column.LICENSEE)) {
            throw Refused.invalid("refused.csvHeader");
        }
        List<Row> rows = lines.stream().skip(1).map(line -> row(line, places)).toList();
        List<String> days = rows.stream()
                .flatMap(row -> Stream.of(row.written().from(), row.written().to()))
                .toList();
        return new LicenceSheet(rows, ignored, WrittenDays.of(days));
    }

    private static Map<Column, Integer> places(CsvRow header, List<String> ignored) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (int at = 0; at < header.cells().size(); at++) {
            Optional<Column> column = Column.named(header.cell(at));
            if (column.isEmpty() || places.putIfAbsent(column.get(), at) != null) {
                ignored.add(header.cell(at));
            }
        }
        return places;
    }

    private static Row row(CsvRow line, Map<Column, Integer> places) {
        WrittenTerms written = new WrittenTerms(
                cell(line, places, Column.LICENSEE),
                cell(line, places, Column.DOMAINS),
                cell(line, places, Column.MEDIA),
                cell(line, places, Column.TERRITORY),
                cell(line, places, Column.FROM),
                cell(line, places, Column.TO),
                amount(cell(line, places, Column.PRICE)),
                currency(cell(line, places, Column.PRICE), cell(line, places, Column.CURRENCY)),
                cell(line, places, Column.NOTE));
        return new Row(
                line.line(),
                written,
                parts(cell(line, places, Column.PHOTOS)),
                parts(cell(line, places, Column.COLLECTIONS)));
    }

    /** Without the apostrophe that keeps a spreadsheet from computing it. */
    private static String cell(CsvRow line, Map<Column, Integer> places, Column column) {
        String text = line.cell(places.getOrDefault(column, -1));
        boolean guarded = text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0;
        return guarded ? text.substring(1) : text;
    }

    /** An amount may have its currency beside it: {@code 450,00 €}. */
    private static String amount(String price) {
        return price.replaceAll("^[\\p{L}\\p{Sc}\\s]+|[\\p{L}\\p{Sc}\\s]+$", "");
    }

    private static String currency(String price, String currency) {
        if (!currency.isEmpty()) {
            return currency.equals("€") ? "EUR" : currency;
        }
        String beside = price.replaceAll("[^\\p{L}\\p{Sc}]", "");
        return switch (beside) {
            case "", "€" -> "EUR";
            case "£" -> "GBP";
            case "$" -> "USD";
            default -> beside;
        };
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split("[|;\\n]", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The first line of a table that is written. */
    static String heading() {
        return Csv.line(HEADINGS.toArray());
    }

    /** A licence as a line, without its end; its photos by their digests, which name them for good. */
    static String line(Licence licence, List<NameStore.Covered> photos, List<String> collections) {
        Terms terms = licence.terms();
        return Csv.line(
                terms.licensee(),
                String.join(
                        " ", terms.domains().stream().map(LicensedDomain::name).toList()),
                terms.media(),
                terms.territory(),
                terms.from().map(Object::toString).orElse(""),
                terms.to().map(Object::toString).orElse(""),
                terms.price().map(Money::amount).orElse(""),
                terms.price().map(price -> price.currency().getCurrencyCode()).orElse(""),
                terms.note(),
                licence.covers().everything()
                        ? "*"
                        : String.join(
                                "|",
                                photos.stream()
                                        .map(photo -> photo.digest().hex())
                                        .toList()),
                String.join("|", collections),
                String.join(
                        "|", photos.stream().map(NameStore.Covered::fileName).toList()),
                licence.invoice().map(Licence.Invoice::name).orElse(""));
    }
}
