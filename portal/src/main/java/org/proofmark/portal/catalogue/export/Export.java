package org.proofmark.portal.catalogue.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Gallery;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.certificates.Certificates;
import org.proofmark.portal.catalogue.licences.Licence;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.Chapters;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.report.Csv;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything a holder has here, in one archive. The small files come first: a broken download has them. */
@Service
public class Export {
    private final Works works;
    private final Collections collections;
    private final Licences licences;
    private final Certificates certificates;
    private final List<Chapter> chapters;
    private final Rows rows;
    private final Audit audit;
    private final InstantSource clock;
    private final MessageSource texts;
    private final JsonMapper json;

    Export(
            Works works,
            Collections collections,
            Licences licences,
            Certificates certificates,
            List<Chapters> chapters,
            Rows rows,
            Audit audit,
            InstantSource clock,
            MessageSource texts,
            JsonMapper json) {
        this.works = works;
        this.collections = collections;
        this.licences = licences;
        this.certificates = certificates;
        this.chapters = chapters.stream()
                .flatMap(some -> some.all().stream())
                .sorted(Comparator.comparing(Chapter::file))
                .toList();
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
        this.texts = texts;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /** A collection with its works in their order. */
    record Collected(Collection collection, List<WorkId> works) {}

    /**
     * Writes the archive.
     *
     * @param papers whether each work's certificate is printed, which takes about half a second each
     * @param language of certificates and explanations
     */
    public void write(SignedIn by, OutputStream out, boolean papers, Locale language) throws IOException {
        Instant now = clock.instant();
        audit.note(Optional.of(by.person().value()), "export", by.holder(), papers ? "with certificates" : "");
        List<String> missing = new ArrayList<>();
        try (Archive archive = new Archive(out, now)) {
            archive.text("README.txt", text -> text.write(readme(now, language)));
            Map<WorkId, String> names = names(by);
            archive.text("works.csv", table -> table(by, names, table));
            archive.text("works.json", list -> list(by, names, list));
            archive.text("collections.json", list -> list.write(json.writeValueAsString(collected(by))));
            licences(by, archive, missing);
            Map<String, Long> entries = rows(by, archive);
            archive.flush();
            originals(by, archive, names, missing);
            if (papers) {
                papers(by, archive, names, language, missing);
            }
            if (!missing.isEmpty()) {
                archive.text("missing.txt", text -> text.write(String.join("\n", missing) + "\n"));
            }
            archive.text(
                    "contents.json",
                    text -> text.write(
                            json.writeValueAsString(new Contents(now, names.size(), missing.size(), entries))));
        }
    }

    /**
     * What an archive holds, written last: one without it was cut off.
     *
     * @param photos how many there were
     * @param missing how many files could not be read
     * @param entries of each file that tells rows, how many
     */
    record Contents(Instant at, int photos, int missing, Map<String, Long> entries) {}

    private String readme(Instant now, Locale language) {
        StringBuilder text = new StringBuilder(
                texts.getMessage("export.readme", new Object[] {now.truncatedTo(ChronoUnit.SECONDS)}, language));
        for (Chapter chapter : chapters) {
            text.append("%-28s %s\n"
                    .formatted(name(chapter), texts.getMessage("export.chapter." + chapter.file(), null, language)));
        }
        return text.append('\n')
                .append(texts.getMessage("export.readme.not", null, language))
                .toString();
    }

    /** What modules add, in the order of their names. */
    List<Chapter> chapters() {
        return chapters;
    }

    private static String name(Chapter chapter) {
        return chapter.file() + ".json";
    }

    private Map<String, Long> rows(SignedIn by, Archive archive) throws IOException {
        Map<String, Long> entries = new TreeMap<>();
        for (Chapter chapter : chapters) {
            archive.text(name(chapter), out -> entries.put(name(chapter), rows.write(chapter, by, out)));
        }
        return entries;
    }

    private static Gallery everything() {
        return new Gallery(
                "", Gallery.Show.ALL, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 500);
    }

    private Map<WorkId, String> names(SignedIn by) {
        SafeNames safe = new SafeNames();
        Map<WorkId, String> names = new LinkedHashMap<>();
        for (WorkId id : works.ids(by, everything())) {
            find(by, id).ifPresent(work -> names.put(id, safe.name(work.fileName())));
        }
        return names;
    }

    /** A work that is still there: the export takes long enough for some to be deleted meanwhile. */
    private Optional<Work> find(SignedIn by, WorkId id) {
        try {
            return Optional.of(works.find(by, id));
        } catch (Refused gone) {
            return Optional.empty();
        }
    }

    private void table(SignedIn by, Map<WorkId, String> names, Writer out) throws IOException {
        out.write('\ufeff');
        out.write(Csv.line(
                        "file",
                        "sha256",
                        "title",
                        "caption",
                        "creator",
                        "credit",
                        "copyright",
                        "usage terms",
                        "web statement",
                        "licensor",
                        "licensor address",
                        "keywords",
                        "tags",
                        "category",
                        "first published",
                        "first published at",
                        "taken",
                        "camera",
                        "lens",
                        "width",
                        "height",
                        "bytes",
                        "type",
                        "registered",
                        "monitored")
                + "\r\n");
        for (Map.Entry<WorkId, String> entry : names.entrySet()) {
            Optional<Work> work = find(by, entry.getKey());
            if (work.isPresent()) {
                out.write(line(work.get(), entry.getValue()) + "\r\n");
            }
        }
    }

    private static String line(Work work, String name) {
        Work.Texts texts = work.texts();
        return Csv.line(
                "originals/" + name,
                work.digest(),
                texts.title(),
                texts.caption(),
                texts.creator(),
                texts.credit(),
                texts.copyright(),
                texts.usageTerms(),
                texts.webStatement(),
                texts.licensor(),
                texts.licensorUrl(),
                String.join("|", work.keywords()),
                String.join("|", work.tags()),
                work.category().orElse(""),
                work.firstPublished().map(Object::toString).orElse(""),
                work.firstPublishedAt(),
                work.taken().map(Object::toString).orElse(""),
                work.camera(),
                work.lens(),
                work.width(),
                work.height(),
                work.bytes(),
                work.mediaType(),
                work.registeredAt(),
                work.monitored());
    }

    /** A work and its file in the archive. */
    record Exported(String file, Work work) {}

    private void list(SignedIn by, Map<WorkId, String> names, Writer out) throws IOException {
        String before = "[\n";
        for (Map.Entry<WorkId, String> entry : names.entrySet()) {
            Optional<Work> work = find(by, entry.getKey());
            if (work.isPresent()) {
                out.write(before);
                out.write(json.writeValueAsString(new Exported("originals/" + entry.getValue(), work.get())));
                before = ",\n";
            }
        }
        out.write(before.equals("[\n") ? "[]\n" : "\n]\n");
    }

    private List<Collected> collected(SignedIn by) {
        return collections.all(by).stream()
                .map(collection -> new Collected(collection, collections.works(by, collection.id())))
                .toList();
    }

    private void licences(SignedIn by, Archive archive, List<String> missing) throws IOException {
        archive.text("licences.csv", table -> {
            table.write('\ufeff');
            licences.write(by, table);
        });
        List<Licence> all = licences.all(by);
        archive.text("licences.json", list -> list.write(json.writeValueAsString(all)));
        SafeNames safe = new SafeNames();
        for (Licence licence : all) {
            if (licence.invoice().isPresent()) {
                String name = licence.terms().licensee() + ", "
                        + licence.invoice().get().name();
                invoice(by, licence.id(), archive, "invoices/" + safe.name(name), missing);
            }
        }
    }

    private void invoice(SignedIn by, LicenceId id, Archive archive, String name, List<String> missing)
            throws IOException {
        Optional<byte[]> file = bytes(() -> licences.invoice(by, id));
        if (file.isPresent()) {
            archive.file(name, file.get().length, new ByteArrayInputStream(file.get()));
        } else {
            missing.add(name);
        }
    }

    private void originals(SignedIn by, Archive archive, Map<WorkId, String> names, List<String> missing)
            throws IOException {
        for (Map.Entry<WorkId, String> entry : names.entrySet()) {
            Optional<Work> work = find(by, entry.getKey());
            String name = "originals/" + entry.getValue();
            Optional<InputStream> original =
                    work.isPresent() ? opened(() -> works.original(by, entry.getKey())) : Optional.empty();
            if (work.isPresent() && original.isPresent()) {
                try (InputStream in = original.get()) {
                    archive.file(name, work.get().bytes(), in);
                }
            } else {
                missing.add(name);
            }
        }
    }

    private void papers(SignedIn by, Archive archive, Map<WorkId, String> names, Locale language, List<String> missing)
            throws IOException {
        for (Map.Entry<WorkId, String> entry : names.entrySet()) {
            String name = "certificates/" + entry.getValue() + ".pdf";
            Optional<byte[]> paper = bytes(() ->
                    new ByteArrayInputStream(certificates.pdf(by, certificates.of(by, entry.getKey()), language)));
            if (paper.isPresent()) {
                archive.file(name, paper.get().length, new ByteArrayInputStream(paper.get()));
            } else {
                missing.add(name);
            }
        }
    }

    /** What opens a file. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Optional<byte[]> bytes(Opening opening) throws IOException {
        Optional<InputStream> file = opened(opening);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = file.get()) {
            return Optional.of(in.readAllBytes());
        }
    }

    private static Optional<InputStream> opened(Opening opening) throws IOException {
        try {
            return Optional.of(opening.open());
        } catch (Refused gone) {
            return Optional.empty();
        }
    }
}
