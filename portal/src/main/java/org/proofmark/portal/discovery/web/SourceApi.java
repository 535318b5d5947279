package org.proofmark.portal.discovery.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.discovery.Missed;
import org.proofmark.portal.discovery.Round;
import org.proofmark.portal.discovery.Source;
import org.proofmark.portal.discovery.SourceId;
import org.proofmark.portal.discovery.Sources;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Tag;
import org.proofmark.scout.frontier.Visit;
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

/** Sources, for programs. An {@code Idempotency-Key} that is a UUID becomes the source's id. */
@RestController
@RequestMapping("/api/v1/sources")
@Allow({Role.CREATOR, Role.ADMINISTRATOR})
class SourceApi {
    private final Sources sources;

    SourceApi(Sources sources) {
        this.sources = sources;
    }

    /**
     * A source to be watched, or how it is wanted from now on; what is not said is as usual, or as it was.
     *
     * @param address of the web; only when it is added
     * @param kind of the address; without it the likeliest
     * @param everySeconds between the beginnings of two walks
     */
    @Schema(name = "SourceToWatch")
    record Wanted(
            @Nullable String address,
            Source.@Nullable Kind kind,
            @Nullable Long everySeconds,
            @Nullable Integer maxPages,
            @Nullable Integer maxDepth,
            @Nullable Boolean render,
            @Nullable Boolean paused,
            @Nullable Boolean everyones) {
        Source.Wish wish(Source.Wish before) {
            @Nullable
            Duration every =
                    everySeconds == null ? null : Duration.ofSeconds(Math.clamp(everySeconds, 0, Integer.MAX_VALUE));
            return SourceForm.wish(before, every, maxPages, maxDepth, render, paused);
        }
    }

    /** A source as it is shown. */
    @Schema(name = "Source")
    record Shown(
            SourceId id,
            Source.Kind kind,
            String name,
            List<String> addresses,
            Source.State state,
            boolean everyones,
            boolean mine,
            long everySeconds,
            int maxPages,
            int maxDepth,
            boolean render,
            boolean paused,
            int watchers,
            Instant madeAt,
            Instant nextRound,
            Optional<Round> last,
            int version) {
        static Shown of(Source source) {
            Source.Wish wish = source.mine().orElse(source.asked());
            return new Shown(
                    source.id(),
                    source.kind(),
                    source.name(),
                    source.addresses(),
                    source.state(),
                    source.everyones(),
                    source.mine().isPresent(),
                    wish.every().toSeconds(),
                    wish.maxPages(),
                    wish.maxDepth(),
                    wish.render(),
                    wish.paused(),
                    source.watchers(),
                    source.madeAt(),
                    source.nextRound(),
                    source.last(),
                    source.version());
        }
    }

    /** Sources in the order of their names, and the cursor of those after them. */
    @Schema(name = "SourceList")
    record Stretch(List<Shown> sources, Optional<SourceId> next) {}

    /** Walks, newest first. */
    record Rounds(List<Round> rounds) {}

    /** Addresses of which nothing was seen, and the cursor of those after them. */
    record Unseen(List<Missed> missed, Optional<Long> next) {}

    @Operation(summary = "What is searched: what the asker watches and what is watched for everyone")
    @GetMapping
    Stretch list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable SourceId after,
            @RequestParam(defaultValue = "100") int limit) {
        Sources.Stretch stretch = sources.list(me, all, q, Optional.ofNullable(after), limit);
        return new Stretch(stretch.sources().stream().map(Shown::of).toList(), stretch.next());
    }

    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Watch an address; with an Idempotency-Key the same again is the same source")
    @PostMapping
    ResponseEntity<Shown> add(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Wanted wanted) {
        String address = Optional.ofNullable(wanted.address()).orElse("");
        Source.Kind kind =
                Optional.ofNullable(wanted.kind()).orElseGet(() -> Sources.likelyKind(Sources.address(address)));
        return made(sources.add(
                me,
                id(key),
                kind,
                address,
                wanted.wish(Source.Wish.standard(kind)),
                Boolean.TRUE.equals(wanted.everyones())));
    }

    /** Watches what stands in a file, which is the body: a list of addresses, or an archive of a crawl. */
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Watch what stands in a file: a list of addresses, or an archive of a crawl")
    @PostMapping(path = "/file", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Shown> upload(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestParam String name,
            InputStream body)
            throws IOException {
        Source.Kind kind = SourceForm.kindOfFile(name);
        return made(sources.upload(me, id(key), kind, name, body, Source.Wish.standard(kind), false));
    }

    private static SourceId id(@Nullable UUID key) {
        return new SourceId(key == null ? UUID.randomUUID() : key);
    }

    private static ResponseEntity<Shown> made(Source source) {
        return told(ResponseEntity.created(URI.create("/api/v1/sources/" + source.id())), source);
    }

    private static ResponseEntity<Shown> shown(Source source) {
        return told(ResponseEntity.ok(), source);
    }

    private static ResponseEntity<Shown> told(ResponseEntity.BodyBuilder answer, Source source) {
        Shown shown = Shown.of(source);
        return answer.eTag(Tag.of(source.version(), shown)).body(shown);
    }

    @Operation(summary = "One source")
    @GetMapping("/{id}")
    ResponseEntity<Shown> find(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        return shown(sources.find(me, id));
    }

    @Operation(summary = "Change how a source is walked")
    @PutMapping("/{id}")
    ResponseEntity<Shown> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestHeader("If-Match") String version,
            @RequestBody Wanted wanted) {
        Source there = sources.find(me, id);
        return shown(sources.change(me, id, wanted.wish(there.mine().orElse(there.asked())), Tag.version(version)));
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Watch a source no more; what was seen stays")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        sources.remove(me, id);
        return ResponseEntity.noContent().build();
    }

    /** Makes a walk over everything due at once. */
    @Operation(summary = "Have a walk made over everything due at once")
    @PostMapping("/{id}/run")
    ResponseEntity<Shown> run(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        return shown(sources.runNow(me, id));
    }

    @Operation(summary = "Its walks, newest first")
    @GetMapping("/{id}/rounds")
    Rounds rounds(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(defaultValue = "100") int limit) {
        return new Rounds(sources.rounds(me, id, limit));
    }

    @Operation(summary = "Addresses of which nothing was seen, and why")
    @GetMapping("/{id}/missed")
    Unseen missed(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(required = false) Visit.@Nullable Why why,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "100") int limit) {
        List<Missed> missed = sources.missed(me, id, Optional.ofNullable(why), Optional.ofNullable(after), limit);
        return new Unseen(
                missed,
                missed.size() < limit
                        ? Optional.empty()
                        : Optional.of(missed.getLast().id()));
    }
}
