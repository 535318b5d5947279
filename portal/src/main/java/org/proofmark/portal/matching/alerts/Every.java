package org.proofmark.portal.matching.alerts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;

/** How often a digest comes: in the morning where its reader is. */
public enum Every {
    DAILY,
    /** On Mondays. */
    WEEKLY;

    private static final LocalTime MORNING = LocalTime.of(7, 0);

    /** The next morning after a moment. */
    Instant after(Instant moment, ZoneId zone) {
        ZonedDateTime morning = moment.atZone(zone).with(MORNING);
        if (this == WEEKLY) {
            morning = morning.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        }
        if (morning.toInstant().isAfter(moment)) {
            return morning.toInstant();
        }
        return (this == WEEKLY ? morning.plusWeeks(1) : morning.plusDays(1)).toInstant();
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Every parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.value", "every"));
    }
}
