package org.proofmark.scout.frontier;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;

/** What an errand brought: kept whole or not at all. */
public sealed interface Visit {

    /**
     * A document that was read.
     *
     * @param answer what the server said
     * @param kind what it is
     * @param title as stated
     * @param language as stated
     * @param licence stated for the document as a whole
     * @param canonical the address the document calls its own
     * @param leads addresses it leads to and that are to be visited, images among them
     * @param shown the images it shows
     * @param parts addresses of style sheets and manifests that show images for it
     * @param leftAlone whether it shows images and asks that they be left alone
     * @param gaps what of it could not be read, one line each
     */
    record Read(
            Answer answer,
            Extract.Kind kind,
            String title,
            String language,
            Optional<String> licence,
            Optional<Url> canonical,
            List<Lead> leads,
            List<Reference> shown,
            List<Url> parts,
            boolean leftAlone,
            List<String> gaps)
            implements Visit {
        private static final String WISH = "asks that its images be left alone";

        public Read {
            gaps = List.copyOf(gaps);
            leads = List.copyOf(leads);
            shown = List.copyOf(shown);
            parts = List.copyOf(parts);
        }

        /** Why its images were not seen; empty where they were, as far as it could be read. */
        public Optional<Why> why() {
            return leftAlone ? Optional.of(Why.ROBOTS) : Optional.empty();
        }

        /** What of it was not seen, for a person; empty where all was. */
        public Optional<String> explanation() {
            List<String> all =
                    leftAlone ? Stream.concat(Stream.of(WISH), gaps.stream()).toList() : gaps;
            return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
        }
    }

    /**
     * An image that was seen.
     *
     * @param answer what the server said
     * @param picture what is in it
     */
    record Seen(Answer answer, Picture picture) implements Visit {}

    /**
     * An image that came, and is of no use.
     *
     * @param picture what little is known of its content
     * @param why {@link Why#SMALL} or {@link Why#UNREADABLE}
     * @param explanation for a person
     */
    record Useless(Answer answer, Picture picture, Why why, String explanation) implements Visit {}

    /**
     * Not asked for: the same was seen elsewhere, a picture at another size or what a redirect leads to.
     *
     * @param answer what was said there
     */
    record Spared(Answer answer) implements Visit {}

    /** The same as last time, by the server's word or by digest. */
    record Same(Answer answer) implements Visit {}

    /**
     * Nothing seen.
     *
     * @param why which kind of obstacle
     * @param status of the answer; 0 where none came
     * @param explanation for a person
     * @param bytes received for nothing
     */
    record Missed(Why why, int status, String explanation, long bytes) implements Visit {
        /** Nothing seen, and nothing received. */
        public Missed(Why why, int status, String explanation) {
            this(why, status, explanation, 0);
        }
    }

    /**
     * Why nothing was seen. The first four are rules of ours or the server's, the others are trouble. {@code ROBOTS} is also a
     * robots.txt that could not be read, which closes a site (RFC 9309, 2.3.1.4).
     */
    enum Why {
        ROBOTS,
        BUDGET,
        TRAP,
        TYPE,
        SMALL,
        REFUSED,
        STATUS,
        TOO_LARGE,
        UNREACHABLE,
        UNREADABLE;

        /** Whether an address was not even asked for, by a rule: its turn is not over. */
        public boolean isUnasked() {
            return this == ROBOTS || this == BUDGET || this == TRAP;
        }
    }

    /**
     * What a server said.
     *
     * @param status its status code
     * @param landed where redirects led
     * @param validators for the next time
     * @param digest SHA-256 in hexadecimal, of the body, and of what the server asks of robots where it asks something
     * @param bytes the body's length as received
     */
    record Answer(int status, Url landed, Validators validators, String digest, long bytes) {
        /** Whether the body is the one of that digest. */
        public boolean isOf(Optional<String> known) {
            return known.equals(Optional.of(digest));
        }
    }

    /**
     * An image as a document shows it.
     *
     * @param at where it is: an address, or a picture that came with the document
     * @param reference how it is shown, and with what words
     */
    record Reference(Place at, ImageReference reference) {}

    /** Where a shown image is. */
    sealed interface Place {
        /** At an address. */
        record There(Url url) implements Place {}

        /** In the document itself. */
        record Here(String name, Picture picture) implements Place {}
    }
}
