package org.proofmark.portal.matching.alerts.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.MatchExport;
import org.proofmark.portal.platform.Answers;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports of matches, for programs. */
@RestController
@Allow(Role.CREATOR)
class MatchTableApi {
    private final MatchExport export;

    MatchTableApi(MatchExport export) {
        this.export = export;
    }

    @GetMapping("/api/v1/exports/matches.csv")
    @Answers("text/csv")
    @Operation(summary = "Matches as a table, with the filters of the list of matches")
    void csv(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(query);
        export.csv(me, asked, ExportPages.begun(response, "matches.csv", "text/csv;charset=UTF-8"));
    }

    @GetMapping("/api/v1/exports/matches.json")
    @Answers("application/json")
    @Operation(summary = "Matches as JSON, with the filters of the list of matches")
    void json(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(query);
        export.json(me, asked, ExportPages.begun(response, "matches.json", "application/json"));
    }
}
