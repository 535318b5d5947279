package org.proofmark.portal.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.archive.Archive;
import org.proofmark.scout.archive.ArchiveLimits;
import org.proofmark.scout.archive.Entry;
import org.proofmark.scout.archive.Trouble;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.scan.Source;
import org.proofmark.scout.url.Url;

/** A claimed source as the scout walks it, with the addresses where it begins. Holds the archive it opened. */
final class WatchedSource implements Source, AutoCloseable {
    private final String scope;
    private final Predicate<Url> pages;
    private final Predicate<Url> landings;
    private final Fetcher fetcher;
    private final boolean live;
    private final List<Lead> seeds;
    private final @Nullable OpenArchive archive;

    private record OpenArchive(Archive archive, Path folder) {
        /** What of it could not be read. */
        String trouble() {
            List<Trouble> troubles = archive.troubles();
            return switch (troubles.size()) {
                case 0 -> "";
                case 1 -> troubles.getFirst().toString();
                default -> "%s; and %,d more".formatted(troubles.getFirst(), troubles.size() - 1);
            };
        }
    }

    private WatchedSource(
            String scope,
            Predicate<Url> pages,
            Predicate<Url> landings,
            Fetcher fetcher,
            List<Lead> seeds,
            @Nullable OpenArchive archive) {
        this.scope = scope;
        this.pages = pages;
        this.landings = landings;
        this.fetcher = fetcher;
        this.live = archive == null;
        this.seeds = List.copyOf(seeds);
        this.archive = archive;
    }

    /**
     * Opens a claimed source.
     *
     * @param now from when on its first addresses count as changed: those are visited in every round
     * @throws IOException if its file cannot be read
     */
    static WatchedSource open(ClaimStore.Claim claim, Fetcher web, Blobs blobs, Instant now) throws IOException {
        return switch (claim.kind()) {
            case SITE -> site(claim, Role.PAGE, web, now);
            case SITEMAP -> site(claim, Role.SITEMAP, web, now);
            case FEED -> site(claim, Role.FEED, web, now);
            case PAGE -> pages(claim, addresses(claim), web, now);
            case URL_LIST ->
                pages(claim, AddressList.parse(blobs.bytes(file(claim))).addresses(), web, now);
            case WARC -> archive(claim, blobs, now);
        };
    }

    private static List<Url> addresses(ClaimStore.Claim claim) {
        return claim.addresses().stream()
                .map(Url::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Sha256 file(ClaimStore.Claim claim) throws IOException {
        return claim.file().orElseThrow(() -> new IOException("its file is no longer kept"));
    }

    private static WatchedSource site(ClaimStore.Claim claim, Role role, Fetcher web, Instant now) {
        Predicate<Url> within = page -> Sources.siteName(page).equals(claim.scope());
        return new WatchedSource(
                claim.scope(), within, within, web, seeds(addresses(claim), role, claim.scope(), now), null);
    }

    /** Single pages: their links are not followed, but a server may redirect, and a page frame another, within the sites that are named. */
    private static WatchedSource pages(ClaimStore.Claim claim, List<Url> addresses, Fetcher web, Instant now) {
        Set<String> sites = addresses.stream().map(Sources::siteName).collect(Collectors.toSet());
        return new WatchedSource(
                claim.scope(),
                page -> false,
                page -> sites.contains(Sources.siteName(page)),
                web,
                seeds(addresses, Role.PAGE, claim.scope(), now),
                null);
    }

    private static WatchedSource archive(ClaimStore.Claim claim, Blobs blobs, Instant now) throws IOException {
        Path folder;
        Path file;
        try (InputStream bytes =
                blobs.open(file(claim)).orElseThrow(() -> new IOException("its file is no longer kept"))) {
            folder = Files.createTempDirectory("proofmark-archive-");
            file = folder.resolve("archive");
            Files.copy(bytes, file);
        }
        OpenArchive archive = new OpenArchive(Archive.open(List.of(file), ArchiveLimits.standard()), folder);
        List<Lead> seeds = new ArrayList<>();
        for (Entry entry : archive.archive.addresses()) {
            if (entry.isPage() || entry.isImage()) {
                seeds.add(lead(entry.url(), entry.isImage() ? Role.IMAGE : Role.PAGE, claim.scope(), now));
            }
        }
        return new WatchedSource(claim.scope(), page -> true, page -> true, archive.archive.fetcher(), seeds, archive);
    }

    private static List<Lead> seeds(List<Url> addresses, Role role, String scope, Instant now) {
        return addresses.stream()
                .filter(Url::isHttp)
                .map(url -> lead(url, role, scope, now))
                .toList();
    }

    private static Lead lead(Url url, Role role, String scope, Instant now) {
        return new Lead(url, role, scope, 0, role == Role.PAGE ? 5 : 0, Optional.empty(), Optional.of(now));
    }

    List<Lead> seeds() {
        return seeds;
    }

    /** What of its file could not be read, or that there is nothing in it to look at; "" where all is well. */
    String trouble() {
        if (archive == null) {
            return "";
        }
        String trouble = archive.trouble();
        return trouble.isEmpty() && seeds.isEmpty() ? "the archive holds no page and no image" : trouble;
    }

    @Override
    public String name() {
        return scope;
    }

    @Override
    public boolean admits(Url page) {
        return pages.test(page);
    }

    @Override
    public boolean mayLand(Url page) {
        return landings.test(page);
    }

    @Override
    public Fetcher fetcher() {
        return fetcher;
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public void close() throws IOException {
        if (archive != null) {
            archive.archive.close();
            Files.deleteIfExists(archive.folder.resolve("archive"));
            Files.deleteIfExists(archive.folder);
        }
    }
}
