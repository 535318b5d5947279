package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.Licence;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.catalogue.licences.Register;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Answers;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Tag;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The licence register, for programs. An {@code Idempotency-Key} that is a UUID becomes the licence's id, so that a creation tried
 * again is the same licence; a change names in {@code If-Match} the version it was made to.
 */
@RestController
@RequestMapping("/api/v1/licences")
@Allow(Role.CREATOR)
class LicenceApi {
    private final Licences licences;

    LicenceApi(Licences licences) {
        this.licences = licences;
    }

    /** An amount, in the smallest unit of its currency (ISO 4217). */
    record Price(long minorUnits, String currency) {}

    /** A licence as it is sent; what is left out is not said. */
    @Schema(name = "LicenceTerms")
    record Sent(
            @Nullable String licensee,
            @Nullable List<String> domains,
            @Nullable String media,
            @Nullable String territory,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Price price,
            @Nullable String note,
            @Nullable Boolean everything,
            @Nullable List<UUID> works,
            @Nullable List<UUID> collections) {
        Terms terms() {
            return new Terms(
                    said(licensee),
                    listed(domains).stream().map(LicensedDomain::parse).toList(),
                    said(media),
                    said(territory),
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    Optional.ofNullable(price)
                            .map(paid -> new Money(Money.currency(paid.currency()), paid.minorUnits())),
                    said(note));
        }

        Covers covers() {
            return new Covers(
                    Boolean.TRUE.equals(everything),
                    listed(works).stream().map(WorkId::new).toList(),
                    listed(collections).stream().map(CollectionId::new).toList());
        }

        private static String said(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static <T> List<T> listed(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }
    }

    /** A licence as it is shown. */
    @Schema(name = "Licence")
    record Shown(
            LicenceId id,
            String licensee,
            List<LicensedDomain> domains,
            String media,
            String territory,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<Price> price,
            String note,
            boolean everything,
            List<WorkId> works,
            List<CollectionId> collections,
            Optional<String> invoice,
            Instant recordedAt,
            int version) {
        static Shown of(Licence licence) {
            Terms terms = licence.terms();
            return new Shown(
                    licence.id(),
                    terms.licensee(),
                    terms.domains(),
                    terms.media(),
                    terms.territory(),
                    terms.from(),
                    terms.to(),
                    terms.price().map(LicenceApi::price),
                    terms.note(),
                    licence.covers().everything(),
                    licence.covers().works(),
                    licence.covers().collections(),
                    licence.invoice().map(Licence.Invoice::name),
                    licence.recordedAt(),
                    licence.version());
        }
    }

    private static Price price(Money money) {
        return new Price(money.minorUnits(), money.currency().getCurrencyCode());
    }

    /** A licence as it stands in a list, with how many works and collections it names. */
    @Schema(name = "LicenceLine")
    record ShownLine(
            LicenceId id,
            String licensee,
            List<LicensedDomain> domains,
            String media,
            String territory,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<Price> price,
            boolean everything,
            long works,
            long collections,
            Optional<String> invoice,
            int version) {
        static ShownLine of(Register.Line line) {
            return new ShownLine(
                    line.id(),
                    line.licensee(),
                    line.domains(),
                    line.media(),
                    line.territory(),
                    line.from(),
                    line.to(),
                    line.price().map(LicenceApi::price),
                    line.everything(),
                    line.works(),
                    line.collections(),
                    line.invoice(),
                    line.version());
        }
    }

    /** Licences in order, and the cursor of those after them. */
    @Schema(name = "LicenceList")
    record Stretch(List<ShownLine> licences, Optional<String> next) {}

    /** @param show {@code all}, {@code running}, {@code expiring} within 60 days, or {@code ended} */
    @GetMapping
    @Operation(summary = "The register, in its order")
    Stretch list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        Register.Stretch stretch = licences.look(
                me,
                new Register(
                        q, LicencePages.show(show), Optional.ofNullable(after).map(Register.Place::parse), limit));
        return new Stretch(
                stretch.lines().stream().map(ShownLine::of).toList(),
                stretch.next().map(Object::toString));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One licence")
    ResponseEntity<Shown> find(@AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id) {
        return shown(ResponseEntity.ok(), licences.find(me, id));
    }

    private static ResponseEntity<Shown> shown(ResponseEntity.BodyBuilder answer, Licence licence) {
        return answer.eTag(tag(licence)).body(Shown.of(licence));
    }

    /** Works and collections that are deleted leave the licence without a new version of it. */
    private static String tag(Licence licence) {
        return Tag.of(licence.version(), licence);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Record a licence; with an Idempotency-Key, which becomes its id, the same again is the same licence")
    ResponseEntity<Shown> record(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Sent sent) {
        LicenceId id = new LicenceId(key == null ? UUID.randomUUID() : key);
        Licence licence = licences.record(me, id, sent.terms(), sent.covers());
        return shown(ResponseEntity.created(URI.create("/api/v1/licences/" + id)), licence);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a licence")
    ResponseEntity<Shown> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable LicenceId id,
            @RequestHeader(HttpHeaders.IF_MATCH) String version,
            @RequestBody Sent sent) {
        Licence there = licences.find(me, id);
        Tag.check(version, tag(there));
        return shown(ResponseEntity.ok(), licences.change(me, id, sent.terms(), sent.covers(), there.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a licence")
    ResponseEntity<Void> delete(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable LicenceId id,
            @RequestHeader(HttpHeaders.IF_MATCH) String version) {
        Licence there = licences.find(me, id);
        Tag.check(version, tag(there));
        licences.delete(me, id, there.version());
        return ResponseEntity.noContent().build();
    }

    /** The paper for a licence, byte for byte. */
    @GetMapping("/{id}/invoice")
    @Answers(MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(summary = "The paper for a licence, byte for byte")
    ResponseEntity<InputStreamResource> invoice(@AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(licences.invoice(me, id)));
    }

    /** Keeps the paper for a licence; its name comes in {@code name}. */
    @PutMapping(path = "/{id}/invoice", consumes = "application/octet-stream")
    @Operation(summary = "Keep the paper for a licence, in place of the one before")
    ResponseEntity<Shown> keepInvoice(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable LicenceId id,
            @RequestParam String name,
            HttpServletRequest request)
            throws IOException {
        return shown(ResponseEntity.ok(), licences.invoice(me, id, name, request.getInputStream()));
    }

    @DeleteMapping("/{id}/invoice")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take the paper for a licence away")
    void dropInvoice(@AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id) {
        licences.dropInvoice(me, id);
    }

    /** Works a licence is to cover as well. */
    @Schema(name = "AddedWorks")
    record Added(List<WorkId> works) {}

    @PostMapping("/{id}/works")
    @Operation(summary = "Have a licence cover these works too")
    ResponseEntity<Shown> add(
            @AuthenticationPrincipal SignedIn me, @PathVariable LicenceId id, @RequestBody Added added) {
        licences.add(me, id, added.works());
        return shown(ResponseEntity.ok(), licences.find(me, id));
    }
}
