package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.Register;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Answers;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The files of a work and its standing in the licence register, for programs. */
@RestController
@RequestMapping("/api/v1/works/{id}")
@Allow(Role.CREATOR)
class WorkFileApi {
    private final Works works;
    private final Licences licences;

    WorkFileApi(Works works, Licences licences) {
        this.works = works;
        this.licences = licences;
    }

    /**
     * The rights readiness of a work.
     *
     * @param covering licences that cover it, the last recorded first
     * @param neverLicensed the creator states that none was ever sold
     */
    @Schema(name = "WorkReadiness")
    record Ready(boolean complete, Work.Readiness facts, List<LicenceId> covering, boolean neverLicensed) {}

    /** The statement that no licence was ever sold, or its withdrawal. */
    @Schema(name = "NeverLicensed")
    record Never(boolean never) {}

    @GetMapping("/original")
    @Answers(MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(summary = "The file that came in, byte for byte")
    ResponseEntity<InputStreamResource> original(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id)
            throws IOException {
        return file(MediaType.APPLICATION_OCTET_STREAM, new InputStreamResource(works.original(me, id)));
    }

    @GetMapping("/pictures/{longSide}")
    @Answers("image/webp")
    @Operation(summary = "A rendition, at least as large as asked for where there is one")
    ResponseEntity<InputStreamResource> picture(
            @AuthenticationPrincipal SignedIn me, @PathVariable WorkId id, @PathVariable int longSide)
            throws IOException {
        Works.Picture picture = works.picture(me, id, longSide);
        return file(MediaType.parseMediaType(picture.mediaType()), new InputStreamResource(picture.bytes()));
    }

    private static ResponseEntity<InputStreamResource> file(MediaType type, InputStreamResource bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(bytes);
    }

    @GetMapping("/readiness")
    @Operation(summary = "What a claim for a work would still lack")
    Ready readiness(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id) {
        Licences.Known known = licences.of(me, id);
        Work.Readiness facts = works.find(me, id).readiness(known.whole());
        return new Ready(
                facts.complete(),
                facts,
                known.lines().stream().map(Register.Line::id).toList(),
                known.never());
    }

    @PutMapping("/never-licensed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "State that no licence for a work was ever sold, or withdraw it")
    void neverLicensed(@AuthenticationPrincipal SignedIn me, @PathVariable WorkId id, @RequestBody Never said) {
        licences.neverSold(me, id, said.never());
    }
}
