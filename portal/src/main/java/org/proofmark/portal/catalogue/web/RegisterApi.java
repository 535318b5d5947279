package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.proofmark.portal.catalogue.licences.LicenceImport;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.Register;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Answers;
import org.proofmark.portal.platform.Refusals;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The licence register as a whole, for programs: counted, as a table, from a table. */
@RestController
@RequestMapping("/api/v1/register")
@Allow(Role.CREATOR)
class RegisterApi {
    private static final String CSV = "text/csv";

    private final Licences licences;
    private final LicenceImport imports;
    private final Refusals refusals;

    RegisterApi(Licences licences, LicenceImport imports, Refusals refusals) {
        this.licences = licences;
        this.imports = imports;
        this.refusals = refusals;
    }

    /** How many licences there are, in all and of each standing; {@code expiring} ones run still. */
    @Schema(name = "RegisterCounts")
    record Counted(long all, long running, long expiring, long ended) {}

    /** A line that cannot be read, and why. */
    record UnreadLine(int line, String licensee, List<String> why) {}

    /**
     * What became of a table, or would.
     *
     * @param recorded licences that are new
     * @param there licences that an earlier call with the same table recorded
     * @param ignored names of columns that say nothing here
     */
    @Schema(name = "RegisterImport")
    record Imported(int recorded, int there, List<UnreadLine> unread, List<String> ignored) {}

    @GetMapping("/counts")
    @Operation(summary = "How many licences there are, run, expire soon and have ended")
    Counted counts(@AuthenticationPrincipal SignedIn me) {
        Register.Counts counts = licences.counts(me);
        return new Counted(counts.all(), counts.running(), counts.expiring(), counts.ended());
    }

    @GetMapping
    @Answers(CSV)
    @Operation(summary = "The register as a table that can be imported again")
    ResponseEntity<String> table(@AuthenticationPrincipal SignedIn me) throws IOException {
        StringWriter out = new StringWriter();
        licences.write(me, out);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(CSV + ";charset=UTF-8"))
                .body(out.toString());
    }

    @PostMapping(consumes = CSV)
    @Operation(summary = "Record the licences of a table; dry, only say what would become of it")
    Imported fill(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean dry,
            HttpServletRequest request,
            Locale locale)
            throws IOException {
        byte[] file = request.getInputStream().readNBytes(LicenceImport.LARGEST + 1);
        LicenceImport.Plan plan = imports.plan(me, file);
        int recorded = dry ? plan.made().size() : imports.record(me, file);
        return new Imported(
                recorded,
                plan.there().size(),
                plan.bad().stream()
                        .map(bad -> new UnreadLine(
                                bad.line(),
                                bad.licensee(),
                                bad.why().stream()
                                        .map(why -> refusals.text(why, locale))
                                        .distinct()
                                        .toList()))
                        .toList(),
                plan.ignored());
    }
}
