package org.proofmark.scout.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Shown;
import org.proofmark.scout.frontier.Trouble;

/** What was found and what was not looked at, as rows for programs. */
final class Tables {
    private Tables() {}

    /** A header and one line for each work, image and page. */
    static Stream<String> matches(List<Found> found) {
        Stream<String> header = Stream.of("work,image,page,verdict,score,inliers,agreement,image_overlap,work_overlap,"
                + "mirrored,inverted,image_region,work_region,status,type,width,height,digest,first_seen,last_seen,gone,"
                + "site,way,alt,caption,credit,licence,title,language,context,file_title,file_caption,file_creator,file_credit,"
                + "file_copyright,file_terms,file_rights_page,file_licensor,file_keywords,file_taken");
        return Stream.concat(
                header, found.stream().flatMap(one -> one.pages().stream().map(page -> line(one, page))));
    }

    private static String line(Found found, Shown page) {
        Match match = found.match();
        FileMetadata file = found.picture().metadata();
        return Csv.line(
                match.image(),
                found.image(),
                page.page(),
                match.verdict().word(),
                match.score(),
                match.inliers(),
                match.agreement(),
                match.queryOverlap(),
                match.referenceOverlap(),
                match.mirrored(),
                match.inverted(),
                match.queryRegion(),
                match.referenceRegion(),
                found.status(),
                found.picture().type(),
                found.picture().width(),
                found.picture().height(),
                found.picture().digest(),
                page.firstSeen(),
                page.lastSeen(),
                page.gone(),
                found.site(),
                page.way().toLowerCase(Locale.ROOT),
                page.alt(),
                page.caption(),
                page.credit(),
                page.licence(),
                page.title(),
                page.language(),
                page.context(),
                file.title(),
                file.caption(),
                file.creator(),
                file.credit(),
                file.copyright(),
                file.usageTerms(),
                file.webStatement(),
                file.licensorUrl(),
                String.join("; ", file.keywords()),
                file.taken());
    }

    /** The same for programs that read JSON: one object for each work and image, with all its pages. */
    static Map<String, Object> json(Found found) {
        Match match = found.match();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("work", match.image());
        row.put("image", found.image());
        row.put("site", found.site());
        row.put("verdict", match.verdict().word());
        row.put("score", match.score());
        row.put("inliers", match.inliers());
        row.put("agreement", match.agreement());
        row.put("image_overlap", match.queryOverlap());
        row.put("work_overlap", match.referenceOverlap());
        row.put("mirrored", match.mirrored());
        row.put("inverted", match.inverted());
        row.put("image_region", match.queryRegion().points());
        row.put("work_region", match.referenceRegion().points());
        row.put("status", found.status());
        row.put("type", found.picture().type());
        row.put("width", found.picture().width());
        row.put("height", found.picture().height());
        row.put("digest", found.picture().digest());
        row.put("metadata", found.picture().metadata());
        row.put("first_seen", found.firstSeen().toString());
        row.put("last_seen", found.lastSeen().toString());
        row.put("gone", found.gone());
        row.put("pages", found.pages().stream().map(Tables::json).toList());
        return row;
    }

    private static Map<String, Object> json(Shown page) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("page", page.page());
        row.put("way", page.way().toLowerCase(Locale.ROOT));
        row.put("alt", page.alt());
        row.put("caption", page.caption());
        row.put("credit", page.credit());
        row.put("licence", page.licence());
        row.put("title", page.title());
        row.put("language", page.language());
        row.put("context", page.context());
        row.put("first_seen", page.firstSeen().toString());
        row.put("last_seen", page.lastSeen().toString());
        row.put("gone", page.gone());
        return row;
    }

    /** A header and one line for each address of which nothing was seen. */
    static Stream<String> errors(List<Trouble> troubles) {
        return Stream.concat(
                Stream.of("url,as,found_on,why,status,explanation,when,site"),
                troubles.stream()
                        .map(trouble -> Csv.line(
                                trouble.url(),
                                trouble.role().name().toLowerCase(Locale.ROOT),
                                trouble.referrer(),
                                trouble.why().name().toLowerCase(Locale.ROOT),
                                trouble.status(),
                                trouble.explanation(),
                                trouble.when(),
                                trouble.scope())));
    }

    /** What was looked at for one watched site. */
    static Map<String, Object> json(Coverage coverage) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("site", coverage.scope());
        row.put("from", coverage.from().toString());
        row.put("to", coverage.to().toString());
        row.put("seen", lower(coverage.seen()));
        row.put("skipped", lower(coverage.skipped()));
        row.put("still_open", coverage.open());
        row.put("bytes", coverage.bytes());
        return row;
    }

    private static Map<String, Integer> lower(Map<? extends Enum<?>, Integer> counts) {
        Map<String, Integer> lower = new LinkedHashMap<>();
        counts.forEach((key, count) -> lower.put(key.name().toLowerCase(Locale.ROOT), count));
        return lower;
    }
}
