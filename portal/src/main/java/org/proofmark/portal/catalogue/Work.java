package org.proofmark.portal.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;

/**
 * A registered image.
 *
 * @param fileName as it came in
 * @param digest of the original file
 * @param bytes length of the original file
 * @param width as displayed, in pixels
 * @param height as displayed, in pixels
 * @param texts what is said about it
 * @param taken when, by the camera's clock
 * @param firstPublished when it was first shown to the public
 * @param category a code of the subject list
 * @param fingerprintVersion by which the engine finds it
 * @param enoughDetail whether copies of it can be told at all
 * @param monitored whether copies of it are looked for
 * @param version counts changes, so that two people do not overwrite each other
 */
public record Work(
        WorkId id,
        HolderId holder,
        String fileName,
        Sha256 digest,
        long bytes,
        String mediaType,
        int width,
        int height,
        Texts texts,
        List<String> keywords,
        List<String> tags,
        String camera,
        String lens,
        Optional<LocalDateTime> taken,
        Optional<LocalDate> firstPublished,
        String firstPublishedAt,
        Optional<String> category,
        int fingerprintVersion,
        boolean enoughDetail,
        boolean monitored,
        Instant registeredAt,
        int version) {
    /**
     * What is said about a work, each text empty where nothing is.
     *
     * @param webStatement address of a rights statement
     * @param licensor who grants licences, by name
     * @param licensorUrl where a licence is to be had
     */
    public record Texts(
            String title,
            String caption,
            String creator,
            String credit,
            String copyright,
            String usageTerms,
            String webStatement,
            String licensor,
            String licensorUrl) {
        /** Characters of a text. */
        public static final int LONGEST = 2_000;

        public Texts {
            for (String text : List.of(
                    title, caption, creator, credit, copyright, usageTerms, webStatement, licensor, licensorUrl)) {
                if (text.length() > LONGEST) {
                    throw org.proofmark.portal.platform.Refused.invalid("refused.textLength", LONGEST);
                }
            }
        }
    }

    public Work {
        keywords = List.copyOf(keywords);
        tags = List.copyOf(tags);
    }

    /** The title, or where there is none the file's name. */
    public String name() {
        return texts.title().isEmpty() ? fileName : texts.title();
    }

    /** The same work with other things said about it. */
    public Work with(
            Texts said,
            List<String> otherKeywords,
            List<String> otherTags,
            Optional<LocalDate> published,
            String publishedAt,
            Optional<String> subject) {
        return new Work(
                id,
                holder,
                fileName,
                digest,
                bytes,
                mediaType,
                width,
                height,
                said,
                otherKeywords,
                otherTags,
                camera,
                lens,
                taken,
                published,
                publishedAt,
                subject,
                fingerprintVersion,
                enoughDetail,
                monitored,
                registeredAt,
                version);
    }

    /** What a claim needs to stand on. */
    public Readiness readiness(boolean licenceKnown) {
        return new Readiness(
                !texts.creator().isEmpty(), !texts.credit().isEmpty(), firstPublished.isPresent(), licenceKnown, true);
    }

    /**
     * The rights readiness of a work.
     *
     * @param creator who made it is known
     * @param credit how it is to be credited is known
     * @param published when it was first published is known
     * @param licences whether its licences stand in the register
     * @param original whether the original file is kept
     */
    public record Readiness(boolean creator, boolean credit, boolean published, boolean licences, boolean original) {
        public boolean complete() {
            return creator && credit && published && licences && original;
        }
    }
}
