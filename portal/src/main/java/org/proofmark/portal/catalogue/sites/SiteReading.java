package org.proofmark.portal.catalogue.sites;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.proofmark.portal.catalogue.Stated;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.extract.Link;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/**
 * What one document of a site gives: pictures, and further documents. Documents that say more about pictures come first, and where
 * they name some, the others are spared: WordPress's list of media, then sitemaps, then the pages those name, then feeds,
 * then the pages those name, then the page itself.
 */
record SiteReading(List<Naming> images, List<Further> further) {
    static final int START = 0;
    private static final int MEDIA = 10;
    private static final int SITEMAPS = 20;
    private static final int FEEDS = 30;
    private static final int ITSELF = 40;

    /** Smaller ones are ornaments. */
    private static final int LEAST_SIDE = 100;

    private static final Set<Way> ORNAMENTS = EnumSet.of(Way.LINK_ICON, Way.MANIFEST, Way.VIDEO_POSTER, Way.INPUT);

    /**
     * A document to be read as well.
     *
     * @param guessed whether it may well not be there: then nobody is told that it is not
     */
    record Further(Url address, SiteImport.Kind kind, int rank, boolean guessed) {}

    /** What was typed led to a list, a sitemap, a feed, a picture or a page. */
    static SiteReading start(Outcome.Fetched fetched, Extract extract, List<Url> sitemaps) {
        Url url = fetched.landed();
        return MediaList.parse(url, fetched.headers(), fetched.body())
                .map(SiteReading::media)
                .orElseGet(() -> switch (extract.kind()) {
                    case SITEMAP -> sitemap(url, extract);
                    case FEED -> feed(url, extract);
                    case PAGE -> page(url, extract, sitemaps);
                    case IMAGE, PDF, SVG, STYLE_SHEET, MANIFEST, OTHER ->
                        new SiteReading(images(url, extract), List.of());
                });
    }

    /** A document of a known kind; nothing if it turns out to be another. */
    static Optional<SiteReading> of(SiteImport.Kind kind, int rank, Outcome.Fetched fetched, Extract extract) {
        Url url = fetched.landed();
        return switch (kind) {
            case MEDIA_LIST ->
                MediaList.parse(url, fetched.headers(), fetched.body()).map(SiteReading::media);
            case SITEMAP ->
                extract.kind() == Extract.Kind.SITEMAP ? Optional.of(sitemap(url, extract)) : Optional.empty();
            case FEED -> extract.kind() == Extract.Kind.FEED ? Optional.of(feed(url, extract)) : Optional.empty();
            case PAGE, START -> Optional.of(new SiteReading(images(url, extract), List.of()));
        };
    }

    private static SiteReading media(MediaList list) {
        return new SiteReading(
                list.images(),
                list.next().stream()
                        .map(next -> new Further(next, SiteImport.Kind.MEDIA_LIST, MEDIA, false))
                        .toList());
    }

    private static SiteReading sitemap(Url url, Extract extract) {
        List<Further> further = new ArrayList<>();
        links(url, extract, Link.Kind.SITEMAP)
                .forEach(link -> further.add(new Further(link, SiteImport.Kind.SITEMAP, SITEMAPS, false)));
        links(url, extract, Link.Kind.PAGE)
                .forEach(link -> further.add(new Further(link, SiteImport.Kind.PAGE, SITEMAPS + 1, false)));
        return new SiteReading(images(url, extract), further);
    }

    private static SiteReading feed(Url url, Extract extract) {
        List<Further> further = new ArrayList<>();
        links(url, extract, Link.Kind.FEED)
                .forEach(link -> further.add(new Further(link, SiteImport.Kind.FEED, FEEDS, false)));
        links(url, extract, Link.Kind.PAGE)
                .forEach(link -> further.add(new Further(link, SiteImport.Kind.PAGE, FEEDS + 1, false)));
        return new SiteReading(images(url, extract), further);
    }

    /** A page says where its site may have lists; its own pictures are read only if there is none. */
    private static SiteReading page(Url url, Extract extract, List<Url> sitemaps) {
        List<Further> further = new ArrayList<>();
        MediaList.guess(url).ifPresent(list -> further.add(new Further(list, SiteImport.Kind.MEDIA_LIST, MEDIA, true)));
        List<Url> named = sitemaps.stream().filter(one -> isOf(url, one)).toList();
        named.forEach(one -> further.add(new Further(one, SiteImport.Kind.SITEMAP, SITEMAPS, false)));
        if (named.isEmpty()) {
            url.resolve("/sitemap.xml")
                    .ifPresent(one -> further.add(new Further(one, SiteImport.Kind.SITEMAP, SITEMAPS, true)));
        }
        links(url, extract, Link.Kind.FEED)
                .forEach(link -> further.add(new Further(link, SiteImport.Kind.FEED, FEEDS, false)));
        further.add(new Further(url, SiteImport.Kind.PAGE, ITSELF, false));
        return new SiteReading(List.of(), further);
    }

    private static List<Url> links(Url url, Extract extract, Link.Kind kind) {
        return extract.links().stream()
                .filter(link -> link.kind() == kind && isOf(url, link.url()))
                .map(Link::url)
                .toList();
    }

    private static boolean isOf(Url site, Url other) {
        return other.isHttp() && other.site().equals(site.site());
    }

    private static List<Naming> images(Url url, Extract extract) {
        List<Naming> images = new ArrayList<>();
        for (ImageReference image : extract.images()) {
            if (image.source() instanceof ImageReference.At at && isPhoto(image, at.url())) {
                images.add(new Naming(at.url(), Optional.empty(), Optional.of(url), stated(image)));
            }
        }
        return images;
    }

    private static boolean isPhoto(ImageReference image, Url url) {
        String path = url.path().toLowerCase(Locale.ROOT);
        return !ORNAMENTS.contains(image.way())
                && !path.endsWith(".svg")
                && !path.endsWith(".ico")
                && isLarge(image.width())
                && isLarge(image.height());
    }

    private static boolean isLarge(OptionalInt side) {
        return side.isEmpty() || side.getAsInt() >= LEAST_SIDE;
    }

    /** A sitemap's title of an image stands where a page's alternative text does. */
    private static Stated stated(ImageReference image) {
        boolean titled = image.way() == Way.SITEMAP;
        String caption = image.caption().isEmpty() && !titled ? image.alt() : image.caption();
        return new Stated(titled ? image.alt() : "", caption);
    }
}
