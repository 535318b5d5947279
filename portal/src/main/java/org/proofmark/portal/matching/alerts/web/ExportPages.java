package org.proofmark.portal.matching.alerts.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.MatchExport;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exports of matches, with the filters of the inbox. */
@Controller
@Allow(Role.CREATOR)
class ExportPages {
    private final MatchExport export;

    ExportPages(MatchExport export) {
        this.export = export;
    }

    @GetMapping("/matches.csv")
    void csv(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(query);
        export.csv(me, asked, begun(response, "matches.csv", "text/csv;charset=UTF-8"));
    }

    @GetMapping("/matches.json")
    void json(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(query);
        export.json(me, asked, begun(response, "matches.json", "application/json"));
    }

    /** An answer that is written while it is read from the database; it breaks off where that does. */
    static OutputStream begun(HttpServletResponse response, String name, String type) throws IOException {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        return response.getOutputStream();
    }
}
