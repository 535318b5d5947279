package org.proofmark.portal.platform;

/**
 * Versions as HTTP has them: an {@code ETag} is a version in quotation marks (RFC 9110, 8.8.3), with a mark of what is shown where
 * that can become another without a new version.
 */
public final class Tag {
    private Tag() {}

    /** The tag of what only a new version changes. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The tag of what also changes by itself.
     *
     * @param shown whose {@code toString} tells all of it
     */
    public static String of(int version, Record shown) {
        return "\"%d-%08x\"".formatted(version, shown.toString().hashCode());
    }

    /** The version an {@code If-Match} names; proxies may have made it weak. */
    public static int version(String tag) {
        try {
            return Integer.parseInt(bare(tag).replace("\"", "").replaceFirst("-.*", ""));
        } catch (NumberFormatException odd) {
            throw Refused.invalid("refused.ifMatch");
        }
    }

    /**
     * Refuses an {@code If-Match} that names something else than what is there.
     *
     * @param now the tag of what is there
     */
    public static void check(String tag, String now) {
        version(tag);
        if (!bare(tag).equals(now)) {
            throw new Refused(Refused.Kind.CHANGED, "refused.changed");
        }
    }

    private static String bare(String tag) {
        return tag.strip().replaceFirst("^W/", "");
    }
}
