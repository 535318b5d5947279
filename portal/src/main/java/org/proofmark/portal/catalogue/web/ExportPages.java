package org.proofmark.portal.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.export.Export;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everything one has here, to take away. */
@Controller
@Allow(Role.CREATOR)
class ExportPages {
    private final Export export;
    private final Works works;
    private final Licences licences;

    ExportPages(Export export, Works works, Licences licences) {
        this.export = export;
        this.works = works;
        this.licences = licences;
    }

    @GetMapping("/me/export")
    ModelAndView page(@AuthenticationPrincipal SignedIn me) {
        return new ModelAndView(
                "export",
                Map.of(
                        "photos", works.counts(me).all(),
                        "licences", licences.counts(me).all()));
    }

    /** The archive, sent as it is written: nothing of it is kept here. */
    @PostMapping("/me/export")
    void archive(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean certificates,
            HttpServletResponse answer,
            Locale locale)
            throws IOException {
        answer.setContentType("application/zip");
        answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("proofmark-" + licences.today() + ".zip")
                        .build()
                        .toString());
        export.write(me, answer.getOutputStream(), certificates, locale);
    }
}
