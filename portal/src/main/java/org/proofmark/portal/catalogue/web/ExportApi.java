package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.proofmark.portal.catalogue.export.Export;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Answers;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything a holder has here, for programs: a ZIP, sent as it is written. */
@RestController
@Allow(Role.CREATOR)
class ExportApi {
    private final Export export;

    ExportApi(Export export) {
        this.export = export;
    }

    @PostMapping("/api/v1/export")
    @Answers("application/zip")
    @Operation(summary = "Everything the holder has here, as a ZIP, sent as it is written")
    void archive(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean certificates,
            HttpServletResponse answer,
            Locale locale)
            throws IOException {
        answer.setContentType("application/zip");
        answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        export.write(me, answer.getOutputStream(), certificates, locale);
    }
}
