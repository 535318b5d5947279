package org.proofmark.portal.identity;

import java.time.ZoneId;
import java.util.Locale;

/**
 * How a person wants to be spoken to.
 *
 * @param language of pages after sign-in and of mails
 * @param zone in which times are shown
 */
public record Tastes(Locale language, ZoneId zone) {
    /** Until a person says otherwise, or a browser tells its zone. */
    public static final Tastes STANDARD = new Tastes(Locale.ENGLISH, ZoneId.of("UTC"));
}
