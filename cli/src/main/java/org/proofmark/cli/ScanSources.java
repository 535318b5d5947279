package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.proofmark.scout.archive.Archive;
import org.proofmark.scout.archive.ArchiveLimits;
import org.proofmark.scout.archive.Entry;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Trouble;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.scan.Source;
import org.proofmark.scout.url.Url;

/** What an order names, as sources to scan and addresses to begin with. Holds the archives it opened. */
final class ScanSources implements AutoCloseable {
    private static final String LIST = "list of addresses";

    private final Fetcher web;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<Lead> seeds = new ArrayList<>();
    private final List<Closing<?>> open = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();

    /**
     * What is watched.
     *
     * @param pages which are part of it
     * @param landings where redirects and frames may lead from one of its pages
     */
    private record Watched(String name, Predicate<Url> pages, Predicate<Url> landings, Fetcher fetcher, boolean live)
            implements Source {
        Watched(String name, Predicate<Url> pages, Fetcher fetcher, boolean live) {
            this(name, pages, pages, fetcher, live);
        }

        @Override
        public boolean admits(Url page) {
            return pages.test(page);
        }

        @Override
        public boolean mayLand(Url page) {
            return landings.test(page);
        }
    }

    private ScanSources(Fetcher web) {
        this.web = web;
    }

    /** @param served the start pages of the folders that are served */
    static ScanSources of(ScanCommand.Order order, List<Url> served, Fetcher web, Notices notices) throws IOException {
        ScanSources all = new ScanSources(web);
        order.sites().forEach(url -> all.site(url, Role.PAGE));
        order.sitemaps().forEach(url -> all.site(url, Role.SITEMAP));
        order.feeds().forEach(url -> all.site(url, Role.FEED));
        served.forEach(url -> all.site(url, Role.PAGE));
        if (!order.pages().isEmpty()) {
            Set<String> sites = order.pages().stream().map(ScanSources::name).collect(Collectors.toUnmodifiableSet());
            all.sources.put(LIST, new Watched(LIST, page -> false, page -> sites.contains(name(page)), web, true));
            order.pages().forEach(url -> all.seed(url, Role.PAGE, LIST));
        }
        for (Path file : order.archives()) {
            all.archive(file, order, notices);
        }
        return all;
    }

    List<Source> sources() {
        return List.copyOf(sources.values());
    }

    List<Lead> seeds() {
        return List.copyOf(seeds);
    }

    /** What of the archives could not be read. */
    List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    private void site(Url url, Role role) {
        String name = name(url);
        sources.putIfAbsent(name, new Watched(name, page -> name(page).equals(name), web, true));
        seed(url, role, name);
    }

    /** The registered domain; an address or a single word may stand for several servers, so there the port counts. */
    private static String name(Url url) {
        String site = url.site().name();
        boolean domain =
                site.contains(".") && !site.contains(":") && !Character.isDigit(site.charAt(site.length() - 1));
        return domain ? site : site + ":" + url.port();
    }

    private void archive(Path file, ScanCommand.Order order, Notices notices) throws IOException {
        String name = name(file, order.archives());
        Archive archive = Archive.open(List.of(file), ArchiveLimits.standard());
        open.add(new Closing<>(archive, () -> close(archive)));
        for (org.proofmark.scout.archive.Trouble trouble : archive.troubles()) {
            notices.line("archive: " + trouble);
            troubles.add(new Trouble(
                    trouble.file(),
                    Role.PART,
                    name,
                    "",
                    Visit.Why.UNREADABLE,
                    0,
                    trouble.offset() < 0
                            ? trouble.reason()
                            : "byte %d: %s".formatted(trouble.offset(), trouble.reason()),
                    Instant.now()));
        }
        archive.seals().forEach(seal -> notices.line("archive: " + seal));
        sources.put(name, new Watched(name, page -> true, archive.fetcher(), false));
        for (Entry entry : archive.addresses()) {
            if (entry.isPage() || entry.isImage()) {
                seed(entry.url(), entry.isImage() ? Role.IMAGE : Role.PAGE, name);
            }
        }
    }

    /** Whether a watched site is an archive: a web of its own. */
    static Predicate<String> apart(ScanCommand.Order order) {
        return order.archives().stream()
                .map(file -> name(file, order.archives()))
                .collect(Collectors.toUnmodifiableSet())::contains;
    }

    /** An archive's file name, unless there are two of it. */
    private static String name(Path archive, List<Path> all) {
        long alike = all.stream()
                .filter(other -> Objects.equals(other.getFileName(), archive.getFileName()))
                .count();
        return alike > 1 ? archive.toString() : String.valueOf(archive.getFileName());
    }

    private static void close(Archive archive) {
        try {
            archive.close();
        } catch (IOException ignored) {
            // Only read from: nothing is lost.
        }
    }

    private void seed(Url url, Role role, String scope) {
        int urgency = role == Role.PAGE ? 5 : 0;
        seeds.add(new Lead(url, role, scope, 0, urgency, Optional.empty(), Optional.empty()));
    }

    @Override
    public void close() {
        open.reversed().forEach(Closing::close);
    }
}
