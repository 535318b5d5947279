package org.proofmark.portal.catalogue.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.platform.Refused;

/**
 * What is said about a photo, as it stands in its form.
 *
 * @param version of the work when the form was shown
 * @param keywords with commas between
 * @param tags with commas between
 * @param firstPublished a day, {@code 2026-04-30}, or ""
 * @param category a code of the subject list, or ""
 */
record PhotoForm(
        int version,
        String title,
        String caption,
        String creator,
        String credit,
        String copyright,
        String usageTerms,
        String webStatement,
        String licensor,
        String licensorUrl,
        String keywords,
        String tags,
        String firstPublished,
        String firstPublishedAt,
        String category) {
    static PhotoForm of(Work work) {
        Work.Texts said = work.texts();
        return new PhotoForm(
                work.version(),
                said.title(),
                said.caption(),
                said.creator(),
                said.credit(),
                said.copyright(),
                said.usageTerms(),
                said.webStatement(),
                said.licensor(),
                said.licensorUrl(),
                String.join(", ", work.keywords()),
                String.join(", ", work.tags()),
                work.firstPublished().map(LocalDate::toString).orElse(""),
                work.firstPublishedAt(),
                work.category().orElse(""));
    }

    /** The same for the work as it is now, so that it can be sent once more by someone who was told of the change. */
    PhotoForm over(Work now) {
        return new PhotoForm(
                now.version(),
                title,
                caption,
                creator,
                credit,
                copyright,
                usageTerms,
                webStatement,
                licensor,
                licensorUrl,
                keywords,
                tags,
                firstPublished,
                firstPublishedAt,
                category);
    }

    /** @throws Refused if something in it is not as it must be */
    Work onto(Work old) {
        return old.with(
                new Work.Texts(
                        title.strip(),
                        caption.strip(),
                        creator.strip(),
                        credit.strip(),
                        copyright.strip(),
                        usageTerms.strip(),
                        webStatement.strip(),
                        licensor.strip(),
                        licensorUrl.strip()),
                Words.of(keywords),
                Words.of(tags),
                day(firstPublished),
                firstPublishedAt.strip(),
                Optional.of(category).filter(code -> !code.isEmpty()));
    }

    /** @throws Refused if it is no day */
    static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException odd) {
            throw Refused.invalid("refused.day", text);
        }
    }
}
