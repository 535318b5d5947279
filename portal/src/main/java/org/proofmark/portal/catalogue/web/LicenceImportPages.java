package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.licences.LicenceImport;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Licences from a file, and into one. Between showing and recording, the file lies among the blobs without a row, so that the
 * sweep takes it away where nobody records it; the session alone knows which it is.
 */
@Controller
@Allow(Role.CREATOR)
class LicenceImportPages {
    private static final String KEPT = "licences.import";
    private static final int SHOWN = 300;

    private final LicenceImport imports;
    private final Licences licences;
    private final Blobs blobs;
    private final Refusals refusals;

    LicenceImportPages(LicenceImport imports, Licences licences, Blobs blobs, Refusals refusals) {
        this.imports = imports;
        this.licences = licences;
        this.blobs = blobs;
        this.refusals = refusals;
    }

    /** A line that cannot be read, in words. */
    record Unread(int line, String licensee, List<String> why) {}

    @GetMapping("/licences/import")
    ModelAndView choose() {
        return new ModelAndView("licence-import", Map.of("errors", List.of()));
    }

    @PostMapping("/licences/import")
    ModelAndView show(
            @AuthenticationPrincipal SignedIn me, @RequestParam MultipartFile file, HttpSession session, Locale locale)
            throws IOException {
        try (InputStream in = file.getInputStream()) {
            byte[] bytes = in.readNBytes((int) Math.min(file.getSize(), LicenceImport.LARGEST + 1L));
            LicenceImport.Plan plan = imports.plan(me, bytes);
            Sha256 digest = blobs.keep(new ByteArrayInputStream(bytes)).digest();
            session.setAttribute(KEPT, digest.hex());
            return shown(plan, digest, locale);
        } catch (Refused refused) {
            ModelAndView page =
                    new ModelAndView("licence-import", Map.of("errors", List.of(refusals.text(refused, locale))));
            page.setStatus(HttpStatus.valueOf(refused.kind().status()));
            return page;
        }
    }

    private ModelAndView shown(LicenceImport.Plan plan, Sha256 file, Locale locale) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("errors", List.of());
        model.put("plan", plan);
        model.put("file", file.hex());
        model.put("made", plan.made().stream().limit(SHOWN).toList());
        model.put(
                "bad",
                plan.bad().stream()
                        .limit(SHOWN)
                        .map(bad -> new Unread(
                                bad.line(),
                                bad.licensee(),
                                bad.why().stream()
                                        .map(why -> refusals.text(why, locale))
                                        .distinct()
                                        .toList()))
                        .toList());
        return new ModelAndView("licence-import", model);
    }

    @PostMapping("/licences/import/recorded")
    String record(@AuthenticationPrincipal SignedIn me, @RequestParam String file, HttpSession session)
            throws IOException {
        if (!Objects.equals(session.getAttribute(KEPT), file)) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.csvGone");
        }
        Optional<InputStream> kept = blobs.open(Sha256.parse(file));
        if (kept.isEmpty()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.csvGone");
        }
        try (InputStream in = kept.get()) {
            int recorded = imports.record(me, in.readAllBytes());
            session.removeAttribute(KEPT);
            return "redirect:/licences?imported=" + recorded;
        }
    }

    /** The register as a table that can be imported again. */
    @GetMapping("/licences.csv")
    void export(@AuthenticationPrincipal SignedIn me, HttpServletResponse answer) throws IOException {
        try (Writer out = table(answer, "licences.csv")) {
            licences.write(me, out);
        }
    }

    /** A table to begin from. */
    @GetMapping("/licences/example.csv")
    void example(HttpServletResponse answer) throws IOException {
        try (Writer out = table(answer, "licences-example.csv")) {
            out.write("licensee,domains,media,territory,from,to,price,currency,note,photos,collections\r\n");
            out.write("Harbour Press,harbour.example,Website,Germany,2026-01-01,2026-12-31,450.00,EUR,"
                    + "Invoice 2026-014,harbour-at-dawn.jpg|gulls.jpg,\r\n");
            out.write("North Line Ferries,northline.example www.northline.example,Print and web,Worldwide,"
                    + "2025-06-01,,\"1,200.00\",EUR,,,Ferries\r\n");
            out.write("Family archive,,,,,,,,May use all,*,\r\n");
        }
    }

    /** With the mark by which spreadsheets know UTF-8. */
    private static Writer table(HttpServletResponse answer, String name) throws IOException {
        answer.setContentType("text/csv");
        answer.setCharacterEncoding(StandardCharsets.UTF_8);
        answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        Writer out = answer.getWriter();
        out.write('\ufeff');
        return out;
    }
}
