package org.proofmark.portal.catalogue.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Arrivals;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumable uploads as tus 1.0.0 has them (core, creation, termination), and what became of them. An {@code Idempotency-Key} that
 * is a UUID becomes the upload's id, so that a creation tried again is the same upload.
 */
@RestController
@RequestMapping("/api/v1/uploads")
@Allow(Role.CREATOR)
class UploadApi {
    private static final String VERSION = "1.0.0";
    private static final int MOST_IDS = 100;

    private final Uploads uploads;
    private final UploadWords words;

    UploadApi(Uploads uploads, UploadWords words) {
        this.uploads = uploads;
        this.words = words;
    }

    /**
     * One upload as the API shows it.
     *
     * @param work what it became, or whose duplicate it is
     * @param same for a near duplicate, the other work whose picture it shows again
     * @param reason why it was refused, or what else there is to tell
     * @param archive the upload it came in
     * @param within for an archive, what became of the files in it so far
     */
    @Schema(name = "Upload")
    record Shown(
            UploadId id,
            String name,
            String state,
            Optional<UUID> work,
            Optional<UUID> same,
            Optional<String> reason,
            Optional<UUID> archive,
            Optional<Arrivals.Within> within) {}

    /** Several uploads, and the place after them where there are more. */
    @Schema(name = "UploadList")
    record ShownUploads(List<Shown> uploads, Optional<String> next) {}

    @RequestMapping(method = RequestMethod.OPTIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "What the resumable uploads here can do")
    ResponseEntity<Void> options() {
        return ResponseEntity.noContent()
                .header("Tus-Resumable", VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,termination")
                .header("Tus-Max-Size", Long.toString(Uploads.LARGEST))
                .build();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Begin an upload; with an Idempotency-Key, which becomes its id, the same again is the same upload",
            description =
                    "With every upload its caller declares to have made the photo, or to act for who did; who declared it, and when, is kept with the work.")
    ResponseEntity<Void> create(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader("Upload-Length") long length,
            @RequestHeader(name = "Upload-Metadata", defaultValue = "") String metadata,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key) {
        Map<String, String> said = metadata(metadata);
        UploadId id = new UploadId(key == null ? UUID.randomUUID() : key);
        uploads.begin(
                me,
                id,
                said.getOrDefault("filename", ""),
                length,
                Optional.ofNullable(said.get("digest"))
                        .filter(hex -> !hex.isEmpty())
                        .map(UploadApi::digest));
        return ResponseEntity.created(URI.create("/api/v1/uploads/" + id))
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", "0")
                .build();
    }

    private static Sha256 digest(String hex) {
        try {
            return Sha256.parse(hex);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.digestForm");
        }
    }

    /** Names and values in base64, apart by commas (tus 1.0.0, Upload-Metadata). */
    private static Map<String, String> metadata(String header) {
        Map<String, String> said = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            try {
                said.put(
                        parts[0],
                        parts.length < 2
                                ? ""
                                : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException odd) {
                throw Refused.invalid("refused.uploadMetadata");
            }
        }
        return said;
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    @Operation(summary = "How much of an upload has arrived")
    ResponseEntity<Void> offset(@AuthenticationPrincipal SignedIn me, @PathVariable UploadId id) throws IOException {
        Upload upload = uploads.find(me, id);
        return ResponseEntity.ok()
                .header("Tus-Resumable", VERSION)
                .header("Cache-Control", "no-store")
                .header("Upload-Offset", Long.toString(uploads.offset(me, id)))
                .header("Upload-Length", Long.toString(upload.length()))
                .build();
    }

    @PatchMapping(path = "/{id}", consumes = "application/offset+octet-stream")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send on from where an upload has arrived")
    ResponseEntity<Void> append(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable UploadId id,
            @RequestHeader("Upload-Offset") long offset,
            HttpServletRequest request)
            throws IOException {
        long now = uploads.append(me, id, offset, request.getInputStream());
        return ResponseEntity.noContent()
                .header("Tus-Resumable", VERSION)
                .header("Upload-Offset", Long.toString(now))
                .build();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Break an upload off")
    ResponseEntity<Void> cancel(@AuthenticationPrincipal SignedIn me, @PathVariable UploadId id) throws IOException {
        uploads.cancel(me, id);
        return ResponseEntity.noContent().header("Tus-Resumable", VERSION).build();
    }

    @GetMapping("/{id}")
    @Operation(summary = "What became of an upload")
    Shown find(@AuthenticationPrincipal SignedIn me, @PathVariable UploadId id, Locale locale) {
        return shown(me, List.of(uploads.find(me, id)), locale).getFirst();
    }

    @GetMapping
    @Operation(
            summary =
                    "What became of these uploads, or of all, newest first: also only of those of one archive, and only"
                            + " those that were refused or were here already")
    ShownUploads list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") List<UploadId> ids,
            @RequestParam(required = false) @Nullable UploadId archive,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            Locale locale) {
        if (ids.size() > MOST_IDS) {
            throw Refused.invalid("refused.ids", MOST_IDS);
        }
        if (!ids.isEmpty()) {
            return new ShownUploads(shown(me, uploads.find(me, ids), locale), Optional.empty());
        }
        Arrivals.Stretch stretch = uploads.look(
                me,
                new Arrivals(
                        Optional.ofNullable(archive),
                        true,
                        UploadPages.show(show),
                        Optional.ofNullable(after).map(Arrivals.Place::parse),
                        limit));
        return new ShownUploads(
                shown(me, stretch.uploads(), locale), stretch.next().map(Object::toString));
    }

    private List<Shown> shown(SignedIn me, List<Upload> found, Locale locale) {
        return words.lines(me, found, locale).stream()
                .map(line -> new Shown(
                        line.id(),
                        line.name(),
                        line.state() == Upload.State.RECEIVED
                                ? "processing"
                                : line.state().name().toLowerCase(Locale.ROOT),
                        Optional.ofNullable(line.work()).map(WorkId::value),
                        Optional.ofNullable(line.same()).map(WorkId::value),
                        Optional.ofNullable(line.why()),
                        Optional.ofNullable(line.archive()).map(UploadId::value),
                        Optional.ofNullable(line.within())))
                .toList();
    }
}
