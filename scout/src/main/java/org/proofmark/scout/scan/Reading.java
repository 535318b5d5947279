package org.proofmark.scout.scan;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.extract.Link;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Urgency;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.politeness.Traps;
import org.proofmark.scout.url.Url;

/** Makes of a document's bytes what follows from them: where to go next, and what it shows. */
final class Reading {
    private static final int MOST_PAGES_FOR_IMAGES = 500;

    private final Extractor extractor;
    private final Looking looking;
    private final Traps traps;
    private final ScanSettings settings;
    private final InstantSource clock;
    private final Chains chains = new Chains();
    private final Set<String> pagesForImages = ConcurrentHashMap.newKeySet();

    Reading(Extractor extractor, Looking looking, Traps traps, ScanSettings settings, InstantSource clock) {
        this.extractor = extractor;
        this.looking = looking;
        this.traps = traps;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a document brought. */
    Visit read(Errand errand, Source source, Outcome.Fetched fetched, Visit.Answer answer) {
        return read(errand, source, fetched, answer, extract(fetched));
    }

    /** What a drawing (SVG) brought that is shown as an image; empty where the body is none. */
    Optional<Visit> drawing(Errand errand, Source source, Outcome.Fetched fetched, Visit.Answer answer) {
        if (!isMarkup(fetched.body())) {
            return Optional.empty();
        }
        return Optional.of(extract(fetched))
                .filter(extract -> extract.kind() == Extract.Kind.SVG)
                .map(extract -> read(errand, source, fetched, answer, extract));
    }

    /**
     * What a page brought that was taken for an image, since a link to it ends like one: it is visited as a page. Empty where
     * it is none, is beyond what is watched, or is what the server says of every image it does not have.
     */
    Optional<Visit> page(Errand errand, Source source, Outcome.Fetched fetched, Visit.Answer answer) {
        if (!isMarkup(fetched.body())
                || !source.admits(fetched.landed())
                || !fetched.landed().equals(errand.url())
                || extract(fetched).kind() != Extract.Kind.PAGE
                || pagesForImages.size() >= MOST_PAGES_FOR_IMAGES
                || !pagesForImages.add(answer.digest())) {
            return Optional.empty();
        }
        Lead lead = lead(errand, errand.url(), Role.PAGE, errand.depth() + 1, Optional.empty());
        return Optional.of(new Visit.Read(
                answer,
                Extract.Kind.PAGE,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(lead),
                List.of(),
                List.of(),
                false,
                List.of()));
    }

    private static boolean isMarkup(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8);
        return start.replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    private Extract extract(Outcome.Fetched fetched) {
        return extractor.extract(fetched.landed(), fetched.headers(), fetched.body());
    }

    private Visit read(Errand errand, Source source, Outcome.Fetched fetched, Visit.Answer answer, Extract extract) {
        if (extract.kind() == Extract.Kind.OTHER) {
            if (!extract.troubles().isEmpty() && !extract.troubles().contains(Extract.UNKNOWN)) {
                return new Visit.Missed(Visit.Why.UNREADABLE, answer.status(), String.join("; ", extract.troubles()));
            }
            return new Visit.Missed(
                    Visit.Why.TYPE,
                    answer.status(),
                    "nothing that shows images: "
                            + fetched.headers().first("Content-Type").orElse("no content type stated"));
        }
        List<ImageReference> images = showsNothing(extract)
                ? List.of()
                : extract.images().stream().filter(this::mayBeLarge).toList();
        List<Lead> leads = new ArrayList<>();
        List<Visit.Reference> shown = shown(errand, fetched, extract, images, leads);
        List<String> gaps = Stream.concat(fetched.gaps().stream(), extract.troubles().stream())
                .toList();
        List<Url> parts = follow(errand, source, extract, answer.digest(), leads);
        return new Visit.Read(
                answer,
                extract.kind(),
                extract.title(),
                extract.language(),
                extract.licence(),
                extract.canonical(),
                leads,
                shown,
                parts,
                showsNothing(extract) && !extract.images().isEmpty(),
                gaps);
    }

    /** Whether the document asks that what it shows be left alone. */
    private static boolean showsNothing(Extract extract) {
        return extract.directives().noIndex() || extract.directives().noImageIndex();
    }

    private List<Visit.Reference> shown(
            Errand errand, Outcome.Fetched fetched, Extract extract, List<ImageReference> images, List<Lead> leads) {
        Map<Place, ImageReference> shown = new LinkedHashMap<>();
        int inline = 0;
        for (ImageReference image : images) {
            if (image.source() instanceof ImageReference.Inline && ++inline > settings.inlineImages()) {
                continue;
            }
            Place place = place(image, extract, fetched);
            if (place instanceof Place.Here here && looking.isSmall(here.picture())) {
                continue;
            }
            if (errand.role() == Role.IMAGE
                    && place instanceof Place.There there
                    && !chains.mayGoOn(errand.url(), there.url())) {
                continue; // drawings within drawings
            }
            boolean known = shown.containsKey(place);
            shown.merge(place, image, ImageReference::with);
            if (!known && place instanceof Place.There there) {
                leads.add(lead(errand, there.url(), Role.IMAGE, errand.depth(), Optional.empty()));
            }
        }
        return shown.entrySet().stream()
                .map(entry -> new Visit.Reference(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Place place(ImageReference image, Extract extract, Outcome.Fetched fetched) {
        return switch (image.source()) {
            case ImageReference.At at ->
                extract.kind() == Extract.Kind.IMAGE
                        ? new Place.Here("itself", looking.picture(fetched.body()))
                        : new Place.There(at.url());
            case ImageReference.Inline here -> new Place.Here(here.name(), looking.picture(here.bytes()));
        };
    }

    /** Adds the addresses to visit; gives those of style sheets and manifests, whose images the document shows. */
    private List<Url> follow(Errand errand, Source source, Extract extract, String digest, List<Lead> leads) {
        List<Url> parts = new ArrayList<>();
        boolean trapped = source.live() && errand.role() == Role.PAGE && traps.repeats(errand.url(), digest);
        for (Link link : extract.links()) {
            Role role = role(link.kind());
            if (role == Role.PART && showsNothing(extract)
                    || !isStep(link) && !chains.mayGoOn(errand.url(), link.url())) {
                continue;
            }
            if (role == Role.PART) {
                parts.add(link.url());
                leads.add(lead(errand, link.url(), role, errand.depth(), Optional.empty()));
            } else if (!trapped && mayFollow(extract, link) && isWithin(source, link)) {
                boolean step = leadsAway(link) && errand.role() == Role.PAGE;
                leads.add(lead(errand, link.url(), role, errand.depth() + (step ? 1 : 0), link.lastModified()));
            }
        }
        return parts;
    }

    /** Whether a link of a page leads away from it, be it by way of a list; not to a part of it. */
    private static boolean leadsAway(Link link) {
        return isStep(link) || link.kind() == Link.Kind.SITEMAP;
    }

    /** What a page lays in or leads to by itself is part of it, as what a redirect leads to. */
    private static boolean isWithin(Source source, Link link) {
        return switch (link.kind()) {
            case FRAME, REFRESH -> source.mayLand(link.url());
            case PAGE, FEED, SITEMAP, STYLE_SHEET, MANIFEST -> source.admits(link.url());
        };
    }

    /** Whether depth ends a chain of such links. */
    private static boolean isStep(Link link) {
        return link.kind() == Link.Kind.PAGE || link.kind() == Link.Kind.FEED;
    }

    private static boolean mayFollow(Extract extract, Link link) {
        return !extract.directives().noFollow() && !link.noFollow();
    }

    private static Role role(Link.Kind kind) {
        return switch (kind) {
            case PAGE, FRAME, REFRESH -> Role.PAGE;
            case FEED -> Role.FEED;
            case SITEMAP -> Role.SITEMAP;
            case STYLE_SHEET, MANIFEST -> Role.PART;
        };
    }

    /** What a feed names without a date is as new as the feed. */
    private Lead lead(Errand errand, Url url, Role role, int depth, Optional<Instant> lastModified) {
        Instant now = clock.instant();
        Optional<Instant> changed = errand.role() == Role.FEED ? lastModified.or(() -> Optional.of(now)) : lastModified;
        return new Lead(
                url,
                role,
                errand.scope(),
                depth,
                Urgency.of(role, depth, changed, now),
                Optional.of(errand.url()),
                lastModified);
    }

    /** Whether nothing declared says that an image is an icon or a spacer. In drawings sizes are in units of the drawing. */
    private boolean mayBeLarge(ImageReference image) {
        if (image.way() == ImageReference.Way.SVG_IMAGE) {
            return true;
        }
        OptionalInt width = image.width();
        OptionalInt height = image.height();
        boolean line = width.orElse(100) <= 2 || height.orElse(100) <= 2;
        boolean icon = width.isPresent()
                && height.isPresent()
                && Math.max(width.getAsInt(), height.getAsInt()) < settings.smallestSide();
        return !line && !icon;
    }
}
