package org.proofmark.portal.catalogue.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Arrivals;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.springframework.stereotype.Component;

/** What became of files, in words: the page and the API say the same. */
@Component
class UploadWords {
    private final Uploads uploads;
    private final Holdings holdings;
    private final Refusals refusals;

    UploadWords(Uploads uploads, Holdings holdings, Refusals refusals) {
        this.uploads = uploads;
        this.holdings = holdings;
        this.refusals = refusals;
    }

    /**
     * What became of one file.
     *
     * @param work what it became, or whose duplicate it is
     * @param workName its title, else its file's name; none if it is deleted
     * @param same the work whose picture it shows again
     * @param why it was refused, or what else there is to tell
     * @param archive the archive it came in
     * @param within what became of its files, where it is an archive
     */
    record Line(
            UploadId id,
            String name,
            Upload.State state,
            @Nullable WorkId work,
            @Nullable String workName,
            @Nullable WorkId same,
            @Nullable String sameName,
            @Nullable String why,
            @Nullable UploadId archive,
            Arrivals.@Nullable Within within) {}

    List<Line> lines(SignedIn me, List<Upload> shown, Locale locale) {
        List<WorkId> ids = shown.stream()
                .flatMap(upload -> Stream.concat(upload.work().stream(), upload.sameAs().stream()))
                .distinct()
                .toList();
        Map<WorkId, Holdings.Brief> works = ids.isEmpty() ? Map.of() : holdings.works(me.holder(), ids);
        Map<UploadId, Arrivals.Within> within = new HashMap<>(uploads.within(me, shown));
        return shown.stream()
                .map(upload -> line(upload, works, within.get(upload.id()), locale))
                .toList();
    }

    private Line line(
            Upload upload, Map<WorkId, Holdings.Brief> works, Arrivals.@Nullable Within within, Locale locale) {
        Optional<Holdings.Brief> work = upload.work().map(works::get);
        Optional<Holdings.Brief> same = upload.sameAs().map(works::get);
        return new Line(
                upload.id(),
                upload.name(),
                upload.state(),
                upload.work().orElse(null),
                work.map(Holdings.Brief::name).orElse(null),
                upload.sameAs().orElse(null),
                same.map(Holdings.Brief::name).orElse(null),
                why(upload, same, locale).orElse(null),
                upload.parent().orElse(null),
                within);
    }

    private Optional<String> why(Upload upload, Optional<Holdings.Brief> same, Locale locale) {
        Optional<String> reason = same.isEmpty()
                ? upload.reason()
                : upload.reason()
                        .map(told -> told.replaceFirst(
                                "^told\\.sameAs(\\w*)\t[^\t]+",
                                "told.theSameAs$1\t" + Matcher.quoteReplacement(shown(same.get()))));
        return reason.map(told -> refusals.text(told, locale));
    }

    private static String shown(Holdings.Brief work) {
        return work.name().replace('\t', ' ');
    }
}
