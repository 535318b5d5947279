package org.proofmark.scout.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.url.Url;

class TrapsTest {
    private static final String HOST = "http://a.example";

    private final Traps traps =
            new Traps(TrapLimits.STANDARD, InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z")));

    /** How many of 10,000 addresses are let through. */
    private long admitted(IntFunction<String> address) {
        return IntStream.range(0, 10_000)
                .mapToObj(address)
                .filter(text -> traps.refuses(Url.of(HOST + text)).isEmpty())
                .count();
    }

    @Test
    void sessionsInTheQueryEnd() {
        Random chance = new Random(7);
        assertThat(admitted(i -> "/shop?x=z" + Long.toHexString(chance.nextLong())))
                .isEqualTo(300);
    }

    @Test
    void sessionsInThePathEnd() {
        Random chance = new Random(7);
        assertThat(admitted(i -> "/s/%016xa1/start.html".formatted(chance.nextLong())))
                .as("the first, and 300 like it")
                .isEqualTo(301);
        assertThat(admitted(i -> "/t/%016xa1/%d.html".formatted(chance.nextLong(), i % 40)))
                .as("forty pages, and 300 like them")
                .isEqualTo(340);
    }

    @Test
    void whatWasAskedForBeforeCounts() {
        for (int i = 0; i < 300; i++) {
            traps.asked(Url.of(HOST + "/list?page=" + i), "same");
        }

        assertThat(traps.refuses(Url.of(HOST + "/list?page=7"))).isEmpty();
        assertThat(traps.refuses(Url.of(HOST + "/list?page=300"))).isPresent();
        assertThat(traps.repeats(Url.of(HOST + "/other"), "same")).isTrue();
    }

    @Test
    void whatDiffersBehindARandomPartIsAThing() {
        Random chance = new Random(7);
        assertThat(admitted(i -> "/album/%016xa1/%d.html".formatted(chance.nextLong(), i)))
                .isGreaterThan(1_000);
    }

    @Test
    void identicalPagesAreFollowedAFewTimes() {
        assertThat(IntStream.range(0, 100).filter(i -> !traps.repeats(Url.of(HOST + "/" + i), "same")))
                .hasSize(20);
        assertThat(traps.repeats(Url.of(HOST + "/0"), "same")).isFalse();
        assertThat(traps.repeats(Url.of("http://b.example/100"), "same")).isFalse();
        assertThat(IntStream.range(0, 100).filter(i -> traps.repeats(Url.of(HOST + "/" + i), "page " + i)))
                .isEmpty();
    }

    @Test
    void combinationsOfFiltersEnd() {
        assertThat(admitted(i -> "/list?colour=%s&size=%s&sort=%s"
                        .formatted("abcdefghij".charAt(i % 10), "x".repeat(i / 10 % 10 + 1), "y".repeat(i / 100 + 1))))
                .isEqualTo(300);
    }

    @Test
    void listsWithoutLastPageEnd() {
        assertThat(admitted(i -> "/list?page=" + i)).isEqualTo(300);
        assertThat(admitted(i -> "/blog/page/" + i + "/")).isEqualTo(300);
        assertThat(admitted(i -> "/list?offset=" + 20 * i + "&cat=7")).isEqualTo(300);
    }

    @Test
    void calendarsEnd() {
        assertThat(admitted(i -> "/x?month=%d&year=%d".formatted(i % 12 + 1, 1980 + i / 12)))
                .isLessThanOrEqualTo(120);
        assertThat(admitted(i -> "/calendar/%d/%02d/".formatted(1980 + i / 12, i % 12 + 1)))
                .isLessThanOrEqualTo(120);
    }

    @Test
    void thingsWithNumbersAreNoTrap() {
        assertThat(admitted(i -> "/photo/" + i)).isEqualTo(10_000);
        assertThat(admitted(i -> "/photo.php?id=" + i)).isEqualTo(2_000);
        assertThat(admitted(i -> "/album/%032x".formatted((long) i))).isEqualTo(10_000);
        assertThat(admitted(i -> "/blog/%d/%02d/%02d/post-%d/".formatted(2000 + i % 25, i % 12 + 1, i % 28 + 1, i)))
                .isEqualTo(10_000);
    }

    @Test
    void aHundredViewsOfEachThingAreNoTrap() {
        assertThat(admitted(i -> "/photo.php?id=" + i % 1_000 + "&view=" + "abcdefghij".charAt(i / 1_000)))
                .isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b/a/b/a/b, more than 2 times",
        "/css/css/css/x, more than 2 times",
        "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21, more than 20 parts",
        "/events/2093/05/, year 2093",
        "/2093/05/17/, year 2093",
        "/x?date=1801-05-02, year 1801",
        "/x?month=2&year=2093, year 2093",
        "/x?month=2&year=99999, year 99999",
    })
    void saysWhy(String address, String why) {
        assertThat(traps.refuses(Url.of(HOST + address)))
                .hasValueSatisfying(text -> assertThat(text).contains(why));
    }

    @Test
    void longAddressesAreRefused() {
        assertThat(traps.refuses(Url.of(HOST + "/" + "x".repeat(2_000)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/a",
                "/2026/05/01/may-day.html",
                "/tiles/1/1/1/1/1.png",
                "/x?date=2027-01-01",
                "/file-2093-1.jpg?v=2",
                "/image-1024/12345.jpg",
                "/uploads/1024/5/",
                "/photos/1600x1200/"
            })
    void ordinaryAddressesPass(String address) {
        assertThat(traps.refuses(Url.of(HOST + address))).isEmpty();
    }

    @Test
    void theSameAddressGetsTheSameAnswer() {
        admitted(i -> "/list?page=" + i);
        assertThat(admitted(i -> "/list?page=" + i)).isEqualTo(300);
    }

    @Test
    void oneSitesTrapIsNotAnothers() {
        admitted(i -> "/list?page=" + i);
        assertThat(traps.refuses(Url.of("http://b.example/list?page=9999"))).isEmpty();
    }

    @Test
    void whatIsRememberedHasAnEnd() {
        Traps forgetful = new Traps(
                new TrapLimits(20, 2_000, 2, 1, 1, 1, 1, 1, 1970, 2, 10),
                InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z")));
        IntStream.range(0, 1_000).forEach(i -> forgetful.refuses(Url.of(HOST + "/" + i + "?a=b")));
        assertThat(forgetful.refuses(Url.of(HOST + "/999?a=c"))).isPresent();
        assertThat(forgetful.refuses(Url.of(HOST + "/0?a=c"))).isEmpty();
    }
}
