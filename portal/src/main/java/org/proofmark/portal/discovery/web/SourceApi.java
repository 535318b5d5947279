package org.proofmark.portal.discovery.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.frontier.Visit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
 * What is searched, for programs. An {@code Idempotency-Key} that is a UUID becomes the source's id; an address that is watched
 * already keeps the id it has.
 */
@RestController
@RequestMapping("/api/v1/sources")
@Allow({Role.CREATOR, Role.ADMINISTRATOR})
class SourceApi {
    private final Sources sources;

    SourceApi(Sources sources) {
        this.sources = sources;
    }

    /** An address to watch; what is left out is what suits its kind. Times are in seconds. */
    @Schema(name = "SourceToWatch")
    record Sent(
            String address,
            Source.@Nullable Kind kind,
            @Nullable Long everySeconds,
            @Nullable Integer maxPages,
            @Nullable Integer maxDepth,
            @Nullable Boolean render,
            @Nullable Boolean everyones) {}

    /** How a source is walked. */
    @Schema(name = "SourceWish")
    record Wish(long everySeconds, int maxPages, int maxDepth, boolean render, boolean paused) {
        static Wish of(Source.Wish wish) {
            return new Wish(
                    wish.every().toSeconds(), wish.maxPages(), wish.maxDepth(), wish.render(), wish.paused());
        }

        Source.Wish wish() {
            try {
                return new Source.Wish(Duration.ofSeconds(everySeconds), maxPages, maxDepth, render, paused);
            } catch (IllegalArgumentException odd) {
                throw Refused.invalid(
                        "refused.sourceWish",
                        Source.Wish.LONGEST.toHours(),
                        Source.Wish.MOST_PAGES,
                        Source.Wish.DEEPEST);
            }
        }
    }

    /** A source as it is shown. */
    @Schema(name = "Source")
    record Shown(
            SourceId id,
            Source.Kind kind,
            String name,
            List<String> addresses,
            boolean everyones,
            Optional<Wish> mine,
            Wish asked,
            Source.State state,
            Instant nextRound,
            Optional<Round> last,
            int version) {
        static Shown of(Source source) {
            return new Shown(
                    source.id(),
                    source.kind(),
                    source.name(),
                    source.addresses(),
                    source.everyones(),
                    source.mine().map(Wish::of),
                    Wish.of(source.asked()),
                    source.state(),
                    source.nextRound(),
                    source.last(),
                    source.version());
        }
    }

    /** Sources in the order of their names, and the cursor of those after them. */
    @Schema(name = "SourceList")
    record Stretch(List<Shown> sources, Optional<SourceId> next) {}

    @GetMapping
    @Operation(summary = "What is searched: what the asker watches and what is watched for everyone")
    Stretch list(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable SourceId after,
            @RequestParam(defaultValue = "100") int limit) {
        Sources.Stretch stretch = sources.list(me, all, q, Optional.ofNullable(after), limit);
        return new Stretch(stretch.sources().stream().map(Shown::of).toList(), stretch.next());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One source")
    ResponseEntity<Shown> find(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        return shown(ResponseEntity.ok(), sources.find(me, id));
    }

    private static ResponseEntity<Shown> shown(ResponseEntity.BodyBuilder answer, Source source) {
        return answer.eTag("\"" + source.version() + "\"").body(Shown.of(source));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Watch an address; with an Idempotency-Key, the same again is the same source")
    ResponseEntity<Shown> add(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key,
            @RequestBody Sent sent) {
        Source.Kind kind = sent.kind() == null ? Sources.likelyKind(Sources.address(sent.address())) : sent.kind();
        Wish usual = Wish.of(Source.Wish.standard(kind));
        Wish wish = new Wish(
                sent.everySeconds() == null ? usual.everySeconds() : sent.everySeconds(),
                sent.maxPages() == null ? usual.maxPages() : sent.maxPages(),
                sent.maxDepth() == null ? usual.maxDepth() : sent.maxDepth(),
                Boolean.TRUE.equals(sent.render()),
                false);
        Source source = sources.add(
                me,
                new SourceId(key == null ? UUID.randomUUID() : key),
                kind,
                sent.address(),
                wish.wish(),
                Boolean.TRUE.equals(sent.everyones()));
        return shown(ResponseEntity.created(URI.create("/api/v1/sources/" + source.id())), source);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change how a source is walked")
    ResponseEntity<Shown> change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestHeader(HttpHeaders.IF_MATCH) String version,
            @RequestBody Wish wish) {
        sources.find(me, id);
        return shown(ResponseEntity.ok(), sources.change(me, id, wish.wish(), version(version)));
    }

    private static int version(String tag) {
        try {
            return Integer.parseInt(tag.strip().replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException odd) {
            throw Refused.invalid("refused.ifMatch");
        }
    }

    @PostMapping("/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Walk it as soon as a crawler is free")
    ResponseEntity<Shown> run(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        return shown(ResponseEntity.accepted(), sources.runNow(me, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Watch it no more; what was seen stays")
    ResponseEntity<Void> remove(@AuthenticationPrincipal SignedIn me, @PathVariable SourceId id) {
        sources.remove(me, id);
        return ResponseEntity.noContent().build();
    }

    /** The walks of a source. */
    @Schema(name = "SourceRounds")
    record Rounds(List<Round> rounds) {}

    @GetMapping("/{id}/rounds")
    @Operation(summary = "Its walks, newest first")
    Rounds rounds(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(defaultValue = "100") int limit) {
        return new Rounds(sources.rounds(me, id, limit));
    }

    /** Addresses of which nothing was seen, and the cursor of those after them. */
    @Schema(name = "SourceErrors")
    record Errors(List<Missed> addresses, Optional<Long> next) {}

    @GetMapping("/{id}/errors")
    @Operation(summary = "Addresses of which nothing was seen, and why")
    Errors errors(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable SourceId id,
            @RequestParam(required = false) Visit.@Nullable Why why,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Math.clamp(limit, 1, 499);
        List<Missed> found =
                sources.missed(me, id, Optional.ofNullable(why), Optional.ofNullable(after), most + 1);
        return found.size() <= most
                ? new Errors(found, Optional.empty())
                : new Errors(
                        found.subList(0, most), Optional.of(found.get(most - 1).id()));
    }
}
