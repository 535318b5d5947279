package org.proofmark.portal.matching.search;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkFinder;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.Sighting;
import org.proofmark.portal.discovery.Sightings;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.identity.Tries;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.compare.Copies;
import org.proofmark.portal.matching.compare.Likenesses;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.url.Url;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/**
 * Looks at one picture and tells which of the asker's works it shows and where it was seen. The picture is in memory while that
 * is answered, and nowhere afterwards.
 */
@Service
class ImageSearch {
    private static final int LARGEST = 64 << 20;

    private static final RenditionOrder PREVIEW = RenditionOrder.of(960);
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FETCHING = Duration.ofSeconds(20);
    private static final int LONGEST_ADDRESS = 8_000;
    private static final int MOST_MET = 50;
    private static final int MOST_PAGES = 20;
    private static final int MOST_ON_A_PAGE = 1_000;
    private static final int THUMBNAIL = 480;

    private final Examiner examiner;
    private final WorkFinder works;
    private final Holdings holdings;
    private final Likenesses likenesses;
    private final Sightings sightings;
    private final Copies copies;
    private final Tries tries;
    private final WebFetcher web;
    private final Semaphore free = new Semaphore(AT_ONCE, true);

    ImageSearch(
            Examiner examiner,
            WorkFinder works,
            Holdings holdings,
            Likenesses likenesses,
            Sightings sightings,
            Copies copies,
            Tries tries,
            Settings settings) {
        this.examiner = examiner;
        this.works = works;
        this.holdings = holdings;
        this.likenesses = likenesses;
        this.sightings = sightings;
        this.copies = copies;
        this.tries = tries;
        Optional<Url> contact = settings.address().map(Object::toString).flatMap(Url::parse);
        this.web = new WebFetcher(FetchSettings.standard(contact).withPrivateNetworks(settings.privateNetworks()));
    }

    /** Searches by a picture that was sent, or by the one at an address. */
    Answer search(SignedIn by, @Nullable MultipartFile file, String address) throws IOException {
        if (file == null || file.isEmpty()) {
            return search(by, address);
        }
        if (file.getSize() > LARGEST) {
            throw new Refused(Refused.Kind.TOO_LARGE, "refused.imageTooLarge", LARGEST >> 20);
        }
        return search(by, file.getBytes());
    }

    /**
     * Searches by a picture.
     *
     * @throws Refused if it is none, if too many are asked about, or if nobody is free to look
     */
    private Answer search(SignedIn by, byte[] file) {
        tries.count(Tries.Kind.SEARCH, by.getName());
        return inTurn(() -> answer(by, file));
    }

    /** Searches by the picture at an address, which is fetched as the crawler would. */
    private Answer search(SignedIn by, String address) {
        if (address.isBlank()) {
            throw Refused.invalid("refused.nothingAsked");
        }
        Url url = Optional.of(address.strip())
                .filter(text -> text.length() <= LONGEST_ADDRESS)
                .flatMap(Url::parse)
                .filter(Url::isHttp)
                .orElseThrow(() -> Refused.invalid("refused.pictureAddress"));
        tries.count(Tries.Kind.SEARCH, by.getName());
        return inTurn(() -> answer(by, fetched(url)));
    }

    private byte[] fetched(Url url) {
        Request request = new Request(url, Request.Wanted.IMAGE, Validators.NONE, Optional.empty(), LARGEST, FETCHING);
        Outcome outcome = web.fetch(request);
        if (outcome instanceof Outcome.Fetched fetched) {
            return fetched.body();
        }
        if (outcome instanceof Outcome.Refused refused && refused.rule() == Outcome.Rule.ADDRESS) {
            throw Refused.invalid("refused.privateAddress");
        }
        throw Refused.invalid("refused.notFetched", outcome.explanation());
    }

    private interface Look {
        Answer answer();
    }

    /** Looking takes processors and memory: a few at once, the others wait a little. */
    private Answer inTurn(Look look) {
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refused.tooMany(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.tooMany(PATIENCE);
        }
        try {
            return look.answer();
        } finally {
            free.release();
        }
    }

    private Answer answer(SignedIn by, byte[] file) {
        Examined query = examined(file, Detail.QUERY, PREVIEW);
        Fingerprint reference =
                examined(file, Detail.REFERENCE, RenditionOrder.NONE).fingerprint();
        boolean enough = reference.sufficiency() == Fingerprint.Sufficiency.ENOUGH;
        return new Answer(
                query.width(),
                query.height(),
                query.renditions().all().stream().findFirst(),
                enough,
                shown(by, works.shownBy(query, CopyFinder.closer(examiner, file, query))),
                seen(by, Sha256.of(file), query, enough ? Optional.of(reference) : Optional.empty()),
                works.size(),
                likenesses.met());
    }

    private Examined examined(byte[] file, Detail detail, RenditionOrder order) {
        return switch (examiner.examine(file, detail, order)) {
            case Examined examined -> examined;
            case Unreadable unreadable -> throw Refused.invalid("refused.noPicture." + unreadable.reason());
        };
    }

    private List<Answer.Shown> shown(SignedIn by, List<WorkFinder.Shown> all) {
        List<WorkFinder.Shown> mine =
                all.stream().filter(shown -> shown.holder().equals(by.holder())).toList();
        Map<WorkId, Holdings.Brief> briefs = holdings.works(
                by.holder(), mine.stream().map(WorkFinder.Shown::work).toList());
        List<Answer.Shown> shown = new ArrayList<>();
        for (WorkFinder.Shown one : mine) {
            Holdings.Brief brief = briefs.get(one.work());
            if (brief != null) {
                Finding found = Finding.of(one.match());
                shown.add(new Answer.Shown(
                        one.work(), brief.name(), brief.width(), brief.height(), found.tier(false), found));
            }
        }
        return shown;
    }

    /** The same file wherever it was met, then images that show it. */
    private List<Answer.Met> seen(SignedIn by, Sha256 digest, Examined query, Optional<Fingerprint> reference) {
        List<Answer.Met> seen = new ArrayList<>();
        Set<Sha256> told = new HashSet<>();
        add(by, seen, told, digest, true, Tier.CERTAIN, 1);
        reference.map(one -> likenesses.of(query, one)).orElse(List.of()).stream()
                .limit(MOST_MET)
                .forEach(one -> {
                    Finding found = Finding.of(one.match());
                    add(by, seen, told, one.digest(), false, found.tier(false), found.share());
                });
        return seen;
    }

    private void add(
            SignedIn by,
            List<Answer.Met> seen,
            Set<Sha256> told,
            Sha256 digest,
            boolean itself,
            Tier tier,
            double share) {
        List<Sighting> pages = told.add(digest) ? sightings.told(by.holder(), digest) : List.of();
        if (!pages.isEmpty()) {
            seen.add(new Answer.Met(digest, itself, tier, share, pages.size(), places(pages, MOST_PAGES)));
        }
    }

    private static List<Answer.Place> places(List<Sighting> pages, int most) {
        return pages.stream()
                .sorted(Comparator.comparing(Sighting::lastSeen).reversed())
                .limit(most)
                .map(page -> new Answer.Place(
                        page.page(),
                        page.site(),
                        page.title(),
                        page.alt(),
                        page.firstSeen(),
                        page.lastSeen(),
                        page.gone()))
                .toList();
    }

    /**
     * All pages on which an image was seen, those seen last first.
     *
     * @throws Refused if the asker may be told of none
     */
    Pages pages(SignedIn by, Sha256 digest) {
        List<Sighting> pages = sightings.told(by.holder(), digest);
        if (pages.isEmpty()) {
            throw Refused.notFound();
        }
        return new Pages(digest, pages.size(), places(pages, MOST_ON_A_PAGE));
    }

    /** Pages that show an image: how many, and the first of them. */
    record Pages(Sha256 digest, int all, List<Answer.Place> first) {}

    /** The picture of an image met, for one who may be told of a page that shows it. */
    Copies.Picture picture(SignedIn by, Sha256 digest) throws IOException {
        pages(by, digest);
        return copies.picture(digest, THUMBNAIL);
    }

    @PreDestroy
    void stop() {
        web.close();
    }
}
