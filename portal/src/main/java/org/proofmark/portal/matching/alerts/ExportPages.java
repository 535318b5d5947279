package org.proofmark.portal.matching.alerts;

import java.util.Map;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Exports of matches, with the filters of the inbox: for people at the first address of each, for programs at the second. */
@Controller
@Allow(Role.CREATOR)
class ExportPages {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final MatchExport export;

    ExportPages(MatchExport export) {
        this.export = export;
    }

    @GetMapping({"/matches.csv", "/api/v1/exports/matches.csv"})
    ResponseEntity<StreamingResponseBody> csv(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query) {
        Asked asked = Asked.of(query);
        return answer("matches.csv", CSV, out -> export.csv(me, asked, out));
    }

    @GetMapping({"/matches.json", "/api/v1/exports/matches.json"})
    ResponseEntity<StreamingResponseBody> json(
            @AuthenticationPrincipal SignedIn me, @RequestParam Map<String, String> query) {
        Asked asked = Asked.of(query);
        return answer("matches.json", MediaType.APPLICATION_JSON, out -> export.json(me, asked, out));
    }

    private static ResponseEntity<StreamingResponseBody> answer(
            String name, MediaType type, StreamingResponseBody body) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(body);
    }
}
