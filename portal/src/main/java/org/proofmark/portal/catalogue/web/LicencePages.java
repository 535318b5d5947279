package org.proofmark.portal.catalogue.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.Licence;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.Register;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.catalogue.licences.WrittenTerms;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The licence register, and the page of one licence. */
@Controller
@Allow(Role.CREATOR)
class LicencePages {
    private static final int LINES = 100;
    private static final int PICTURES = 60;

    private final Works works;
    private final Licences licences;
    private final Refusals refusals;

    LicencePages(Works works, Licences licences, Refusals refusals) {
        this.works = works;
        this.licences = licences;
        this.refusals = refusals;
    }

    @GetMapping("/licences")
    ModelAndView register(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable String after) {
        Register asked = new Register(q, show(show), Optional.ofNullable(after).map(Register.Place::parse), LINES);
        Register.Stretch stretch = licences.look(me, asked);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("lines", stretch.lines());
        model.put("next", stretch.next().map(Object::toString).orElse(null));
        model.put("show", show);
        model.put("q", q);
        model.put("counts", licences.counts(me));
        model.put("today", licences.today());
        return new ModelAndView("licences", model);
    }

    static Register.Show show(String word) {
        return Arrays.stream(Register.Show.values())
                .filter(show -> show.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    @GetMapping("/licences/new")
    ModelAndView blank(
            @AuthenticationPrincipal SignedIn me, @RequestParam(name = "work", defaultValue = "") List<WorkId> works) {
        return form(me, LicenceForm.blank(works), List.of(), Optional.empty());
    }

    /** The form for what was selected in the gallery, which may be more than an address holds. */
    @PostMapping("/licences/new")
    ModelAndView chosen(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(name = "id", defaultValue = "") List<WorkId> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String search) {
        List<WorkId> chosen =
                all ? few(Selection.of(me, works, ids, true, search).ids()) : ids;
        return form(me, LicenceForm.blank(chosen), List.of(), Optional.empty());
    }

    /** The form names each of them. */
    private static List<WorkId> few(List<WorkId> chosen) {
        if (chosen.size() > Selection.MOST) {
            throw Refused.invalid("refused.selection", Selection.MOST);
        }
        return chosen;
    }

    @GetMapping("/licences/{id}")
    ModelAndView licence(@AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id) {
        Licence licence = licences.find(me, id);
        return form(me, LicenceForm.of(licence), List.of(), licence.invoice());
    }

    private ModelAndView form(
            SignedIn me, LicenceForm form, List<Map<String, String>> errors, Optional<Licence.Invoice> invoice) {
        List<WorkId> works = form.works();
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("form", form);
        model.put("errors", errors);
        model.put("invoice", invoice.map(Licence.Invoice::name).orElse(null));
        model.put("pictures", licences.named(me, works.subList(0, Math.min(works.size(), PICTURES))));
        model.put("others", works.subList(Math.min(works.size(), PICTURES), works.size()));
        model.put("choices", licences.collections(me));
        model.put("there", form.isNew() && !works.isEmpty() ? latest(me) : List.of());
        model.put("largest", Licences.LARGEST_INVOICE >> 20);
        return new ModelAndView("licence", model);
    }

    /** Records the licence of an empty form, which named it. */
    @PostMapping("/licences")
    ModelAndView record(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(required = false) @Nullable MultipartFile invoice,
            Locale locale)
            throws IOException {
        LicenceId id = LicenceForm.ids(fields, "id", LicenceId::of).stream()
                .findFirst()
                .orElseThrow(Refused::notFound);
        return saved(me, LicenceForm.sent(id, 0, fields), fields, invoice, locale);
    }

    @PostMapping("/licences/{id}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable LicenceId id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(required = false) @Nullable MultipartFile invoice,
            Locale locale)
            throws IOException {
        licences.find(me, id);
        int version = LicenceForm.ids(fields, "version", Integer::valueOf).stream()
                .findFirst()
                .orElse(1);
        return saved(me, LicenceForm.sent(id, version, fields), fields, invoice, locale);
    }

    private ModelAndView saved(
            SignedIn me,
            LicenceForm form,
            MultiValueMap<String, String> fields,
            @Nullable MultipartFile invoice,
            Locale locale)
            throws IOException {
        List<WrittenTerms.Wrong> wrong = form.wrong();
        if (!wrong.isEmpty()) {
            return again(me, form, wrong, locale);
        }
        try {
            save(me, form, Optional.ofNullable(invoice).filter(file -> !file.isEmpty()), fields.containsKey("drop"));
        } catch (Refused refused) {
            return again(me, form, List.of(new WrittenTerms.Wrong("covers", refused)), locale);
        }
        return new ModelAndView("redirect:/licences?saved");
    }

    private void save(SignedIn me, LicenceForm form, Optional<MultipartFile> invoice, boolean drop) throws IOException {
        if (invoice.isPresent() && invoice.get().getSize() > Licences.LARGEST_INVOICE) {
            throw new Refused(Refused.Kind.TOO_LARGE, "refused.invoiceSize", Licences.LARGEST_INVOICE >> 20);
        }
        Terms terms = switch (form.written().read(WrittenTerms::isoDay)) {
            case WrittenTerms.Reading.Good good -> good.terms();
            case WrittenTerms.Reading.Bad bad -> throw bad.wrong().getFirst().why();
        };
        Covers covers = form.covers();
        if (form.isNew()) {
            licences.record(me, form.id(), terms, covers);
        } else {
            licences.change(me, form.id(), terms, covers, form.version());
        }
        if (invoice.isPresent()) {
            licences.invoice(
                    me,
                    form.id(),
                    String.valueOf(invoice.get().getOriginalFilename()),
                    invoice.get().getInputStream());
        } else if (drop) {
            licences.dropInvoice(me, form.id());
        }
    }

    private ModelAndView again(SignedIn me, LicenceForm form, List<WrittenTerms.Wrong> wrong, Locale locale) {
        Optional<Licence.Invoice> invoice =
                form.isNew() ? Optional.empty() : licences.find(me, form.id()).invoice();
        List<Map<String, String>> errors = wrong.stream()
                .map(each -> Map.of("part", each.part(), "text", refusals.text(each.why(), locale)))
                .toList();
        ModelAndView page = form(me, form, errors, invoice);
        page.setStatus(HttpStatus.valueOf(wrong.getFirst().why().kind().status()));
        return page;
    }

    /** Licences that photos can be added to: the last recorded. */
    private List<Register.Line> latest(SignedIn me) {
        return licences.look(me, new Register("", Register.Show.ALL, Optional.empty(), LINES))
                .lines();
    }

    /** Has a licence that is there cover the photos of the form too. */
    @PostMapping("/licences/works")
    String add(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam LicenceId licence,
            @RequestParam(name = "work", defaultValue = "") List<WorkId> works) {
        licences.add(me, licence, works);
        return "redirect:/licences/" + licence;
    }

    @PostMapping("/licences/{id}/deleted")
    String delete(@AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id, @RequestParam int version) {
        licences.delete(me, id, version);
        return "redirect:/licences?deleted";
    }

    /** The invoice as a download that no browser shows. */
    @GetMapping("/licences/{id}/invoice")
    ResponseEntity<InputStreamResource> invoice(@AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id)
            throws IOException {
        String name =
                licences.find(me, id).invoice().orElseThrow(Refused::notFound).name();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(licences.invoice(me, id)));
    }

    /** The statement, on the page of a photo, that no licence for it was ever sold. */
    @PostMapping("/photos/{id}/never-licensed")
    String neverSold(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WorkId id,
            @RequestParam(defaultValue = "false") boolean never) {
        licences.neverSold(me, id, never);
        return "redirect:/photos/" + id + "#licences";
    }
}
