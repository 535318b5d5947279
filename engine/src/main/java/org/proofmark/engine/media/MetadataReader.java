package org.proofmark.engine.media;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads XMP, IPTC and EXIF out of their segments. What one of them cannot tell, the others may. */
final class MetadataReader {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Control characters, and marks that turn the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4})[:-]?(\\d\\d)[:-]?(\\d\\d)(?:[T ]?(\\d\\d):?(\\d\\d)(?::?(\\d\\d))?)?.*", Pattern.DOTALL);

    private MetadataReader() {}

    static FileMetadata read(MediaType type, byte[] file) {
        try {
            MetadataSegments segments = MetadataSegments.of(type, file);
            return xmp(segments.xmp()).or(iptc(segments.iptc())).or(exif(segments.exif()));
        } catch (RuntimeException odd) {
            // The structure is broken as nobody foresaw; the picture may be sound, and it is what matters.
            return FileMetadata.NONE;
        }
    }

    static Shot shot(MediaType type, byte[] file) {
        try {
            ExifTexts exif = new ExifTexts(MetadataSegments.of(type, file).exif());
            return new Shot(
                    named(exif.text(ExifTexts.MAKE), exif.text(ExifTexts.MODEL)),
                    named(exif.text(ExifTexts.LENS_MAKE), exif.text(ExifTexts.LENS_MODEL)),
                    place(exif.degrees(true), exif.degrees(false)));
        } catch (RuntimeException odd) {
            return Shot.NONE; // as above
        }
    }

    /** Maker and model; many models repeat their maker. */
    private static String named(String maker, String model) {
        String made = tidy(maker);
        String what = tidy(model);
        boolean repeated = what.toLowerCase(Locale.ROOT).startsWith(made.toLowerCase(Locale.ROOT));
        return tidy(repeated ? what : made + " " + what);
    }

    /** Cameras without a fix write zeros, or what is no number. */
    private static Optional<Shot.Place> place(double latitude, double longitude) {
        boolean there = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude != 0 || longitude != 0);
        return there ? Optional.of(new Shot.Place(latitude, longitude)) : Optional.empty();
    }

    private static FileMetadata xmp(byte[] packet) {
        if (packet.length == 0) {
            return FileMetadata.NONE;
        }
        XmpTexts xmp = new XmpTexts(packet);
        String title = tidy(xmp.first(XmpTexts.DC, "title"));
        String created = xmp.first(XmpTexts.PHOTOSHOP, "DateCreated");
        return new FileMetadata(
                title.isEmpty() ? tidy(xmp.first(XmpTexts.PHOTOSHOP, "Headline")) : title,
                tidy(xmp.first(XmpTexts.DC, "description")),
                tidy(String.join(", ", xmp.all(XmpTexts.DC, "creator"))),
                tidy(xmp.first(XmpTexts.PHOTOSHOP, "Credit")),
                tidy(xmp.first(XmpTexts.DC, "rights")),
                tidy(xmp.first(XmpTexts.RIGHTS, "UsageTerms")),
                tidy(xmp.first(XmpTexts.RIGHTS, "WebStatement")),
                tidy(xmp.first(XmpTexts.PLUS, "LicensorName")),
                tidy(xmp.first(XmpTexts.PLUS, "LicensorURL")),
                tidy(xmp.all(XmpTexts.DC, "subject")),
                moment(created.isEmpty() ? xmp.first(XmpTexts.EXIF, "DateTimeOriginal") : created));
    }

    private static FileMetadata iptc(byte[] records) {
        if (records.length == 0) {
            return FileMetadata.NONE;
        }
        try {
            Metadata metadata = new Metadata();
            new IptcReader().extract(new SequentialByteArrayReader(records), metadata, records.length);
            IptcDirectory iptc = metadata.getFirstDirectoryOfType(IptcDirectory.class);
            return iptc == null ? FileMetadata.NONE : iptc(iptc);
        } catch (RuntimeException broken) {
            return FileMetadata.NONE;
        }
    }

    private static FileMetadata iptc(IptcDirectory iptc) {
        String name = tidy(iptc.getString(IptcDirectory.TAG_OBJECT_NAME));
        List<String> keywords = iptc.getKeywords();
        String date = tidy(iptc.getString(IptcDirectory.TAG_DATE_CREATED));
        return new FileMetadata(
                name.isEmpty() ? tidy(iptc.getString(IptcDirectory.TAG_HEADLINE)) : name,
                tidy(iptc.getString(IptcDirectory.TAG_CAPTION)),
                tidy(iptc.getString(IptcDirectory.TAG_BY_LINE)),
                tidy(iptc.getString(IptcDirectory.TAG_CREDIT)),
                tidy(iptc.getString(IptcDirectory.TAG_COPYRIGHT_NOTICE)),
                "",
                "",
                "",
                "",
                keywords == null ? List.of() : tidy(keywords),
                moment(date + tidy(iptc.getString(IptcDirectory.TAG_TIME_CREATED))));
    }

    private static FileMetadata exif(byte[] structure) {
        if (structure.length == 0) {
            return FileMetadata.NONE;
        }
        ExifTexts exif = new ExifTexts(structure);
        String artist = tidy(exif.text(ExifTexts.ARTIST));
        String description = tidy(exif.text(ExifTexts.DESCRIPTION));
        String keywords = tidy(exif.text(ExifTexts.XP_KEYWORDS));
        return new FileMetadata(
                tidy(exif.text(ExifTexts.XP_TITLE)),
                description.isEmpty() ? tidy(exif.text(ExifTexts.XP_SUBJECT)) : description,
                artist.isEmpty() ? tidy(exif.text(ExifTexts.XP_AUTHOR)) : artist,
                "",
                tidy(exif.text(ExifTexts.COPYRIGHT)),
                "",
                "",
                "",
                "",
                tidy(List.of(keywords.split(";", -1))),
                moment(exif.text(ExifTexts.TAKEN)));
    }

    /** A date, with its time if there is one, in ISO 8601; empty where it is nothing of the kind. */
    private static String moment(String written) {
        Matcher moment = MOMENT.matcher(written);
        if (!moment.matches() || moment.group(1).equals("0000")) {
            return "";
        }
        String date = "%s-%s-%s".formatted(moment.group(1), moment.group(2), moment.group(3));
        if (moment.group(4) == null) {
            return date;
        }
        String seconds = moment.group(6) == null ? "" : ":" + moment.group(6);
        return "%sT%s:%s%s".formatted(date, moment.group(4), moment.group(5), seconds);
    }

    private static List<String> tidy(List<String> texts) {
        return texts.stream()
                .map(MetadataReader::tidy)
                .filter(text -> !text.isEmpty())
                .limit(FileMetadata.MOST_KEYWORDS)
                .toList();
    }

    /** White space folded, control characters gone, cut. */
    private static String tidy(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String start = text.substring(0, Math.min(text.length(), 2 * FileMetadata.LONGEST_TEXT));
        String folded = UNSEEN.matcher(SPACE.matcher(start).replaceAll(" "))
                .replaceAll("")
                .strip();
        if (folded.length() <= FileMetadata.LONGEST_TEXT) {
            return folded;
        }
        boolean pair = Character.isHighSurrogate(folded.charAt(FileMetadata.LONGEST_TEXT - 1));
        return folded.substring(0, FileMetadata.LONGEST_TEXT - (pair ? 1 : 0));
    }
}
