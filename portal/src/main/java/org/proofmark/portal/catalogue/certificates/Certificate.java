package org.proofmark.portal.catalogue.certificates;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Sha256;

/**
 * What an installation states of a registered work at one moment.
 *
 * @param kind always {@value #KIND}
 * @param version of this form
 * @param installation who states it
 * @param issuedAt when it was stated
 * @param registeredAt when the original was registered, by the clock of the installation
 * @param shows what follows from it, in English
 * @param showsNot what does not, in English
 */
public record Certificate(
        String kind,
        int version,
        Installation installation,
        Instant issuedAt,
        Holder holder,
        UUID work,
        Instant registeredAt,
        Original original,
        FingerprintMark fingerprint,
        Said said,
        List<String> shows,
        List<String> showsNot) {
    public static final String KIND = "proofmark image certificate";
    public static final int VERSION = 1;

    /** An installation of the program, and where it is reached, if it has said so. */
    public record Installation(String operator, Optional<URI> address) {}

    /** Whose works they are. */
    public record Holder(UUID id, String name) {}

    /**
     * The file that was registered.
     *
     * @param sha256 of its exact bytes
     * @param width as displayed, in pixels
     * @param height as displayed, in pixels
     */
    public record Original(String fileName, Sha256 sha256, long bytes, String mediaType, int width, int height) {}

    /**
     * By what copies are found.
     *
     * @param algorithm version of the engine's fingerprint
     * @param sha256 of the fingerprint's own bytes
     */
    public record FingerprintMark(int algorithm, Sha256 sha256) {}

    /** What the holder and the file say of the work; nothing here was checked. */
    public record Said(
            String title,
            String caption,
            String creator,
            String credit,
            String copyright,
            String usageTerms,
            String webStatement,
            String licensor,
            String licensorUrl,
            List<String> keywords,
            String camera,
            String lens,
            Optional<LocalDateTime> taken,
            Optional<LocalDate> firstPublished,
            String firstPublishedAt) {
        public Said {
            keywords = List.copyOf(keywords);
        }
    }

    public Certificate {
        shows = List.copyOf(shows);
        showsNot = List.copyOf(showsNot);
    }
}
