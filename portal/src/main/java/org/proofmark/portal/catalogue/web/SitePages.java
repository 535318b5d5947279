package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.sites.SiteImport;
import org.proofmark.portal.catalogue.sites.SiteImportId;
import org.proofmark.portal.catalogue.sites.SiteImports;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Photos from a site of one's own: the address, what there is, what came of it. */
@Controller
@Allow(Role.CREATOR)
class SitePages {
    private static final int SHOWN = 100;

    private final SiteImports imports;
    private final Refusals refusals;

    SitePages(SiteImports imports, Refusals refusals) {
        this.imports = imports;
        this.refusals = refusals;
    }

    /** A document of the site, in words. */
    record Document(
            String address,
            String kind,
            int images,
            @Nullable String why) {}

    /** A picture of the site, in words. */
    record Line(
            String address,
            String title,
            @Nullable String state,
            @Nullable WorkId work,
            @Nullable String why) {}

    @GetMapping("/imports")
    ModelAndView all(@AuthenticationPrincipal SignedIn me) {
        return form(me, "");
    }

    private ModelAndView form(SignedIn me, String address) {
        Map<String, Object> model =
                new HashMap<>(Map.of("latest", imports.latest(me), "address", address, "errors", List.of()));
        return new ModelAndView("imports", model);
    }

    @PostMapping("/imports")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String address,
            HttpServletResponse response,
            Locale locale) {
        try {
            SiteImportId id = new SiteImportId(UUID.randomUUID());
            imports.begin(me, id, address);
            return new ModelAndView("redirect:/imports/" + id);
        } catch (Refused refused) {
            return refusals.again(form(me, address), refused, response, locale);
        }
    }

    @GetMapping("/imports/{id}")
    ModelAndView one(@AuthenticationPrincipal SignedIn me, @PathVariable SiteImportId id, Locale locale) {
        return page(me, id, locale);
    }

    private ModelAndView page(SignedIn me, SiteImportId id, Locale locale) {
        SiteImport.Status status = imports.find(me, id);
        boolean before = status.site().state() == SiteImport.State.LOOKING
                || status.site().state() == SiteImport.State.READY;
        Map<String, Object> model = new HashMap<>();
        model.put("errors", List.of());
        model.put("site", status.site());
        model.put("counts", status.counts());
        model.put("documents", imports.documents(me, id));
        model.put(
                "sources",
                imports.sources(me, id).stream()
                        .map(source -> document(source, locale))
                        .toList());
        model.put(
                "pictures",
                imports.pictures(me, id, 0, !before, SHOWN).stream()
                        .map(picture -> line(picture, locale))
                        .toList());
        return new ModelAndView("import", model);
    }

    private Document document(SiteImport.Source source, Locale locale) {
        return new Document(
                source.address(),
                source.kind().name(),
                source.images(),
                source.reason().map(reason -> refusals.text(reason, locale)).orElse(null));
    }

    private Line line(SiteImport.Picture picture, Locale locale) {
        return new Line(
                picture.address(),
                picture.title(),
                picture.state().map(Enum::name).orElse(null),
                picture.work().orElse(null),
                picture.reason().map(reason -> refusals.text(reason, locale)).orElse(null));
    }

    @PostMapping("/imports/{id}/started")
    ModelAndView start(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SiteImportId id,
            @RequestParam(defaultValue = "false") boolean rights,
            HttpServletResponse response,
            Locale locale) {
        imports.find(me, id);
        try {
            imports.start(me, id, rights);
            return new ModelAndView("redirect:/imports/" + id);
        } catch (Refused refused) {
            return refusals.again(page(me, id, locale), refused, response, locale);
        }
    }

    @PostMapping("/imports/{id}/cancelled")
    String cancel(@AuthenticationPrincipal SignedIn me, @PathVariable SiteImportId id) {
        imports.cancel(me, id);
        return "redirect:/imports/" + id;
    }
}
