package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.url.Url;
import org.springframework.jdbc.core.simple.JdbcClient;

class SourcesTest {
    private static final TestPortal PORTAL = TestPortal.shared();

    private final Sources sources = PORTAL.bean(Sources.class);
    private final SignedIn kim = PORTAL.person(Role.CREATOR).signedIn();
    private final SignedIn robin = PORTAL.person(Role.CREATOR).signedIn();
    private final SignedIn operator = PORTAL.person(Role.ADMINISTRATOR).signedIn();
    private final String domain = "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";

    @Test
    void aSiteWatchedByTwoIsOneSource() {
        Source first = add(kim, "https://www." + domain + "/start", every(Duration.ofDays(2), 500));
        Source second = add(robin, domain + "/blog/", every(Duration.ofHours(6), 100));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.watchers()).isEqualTo(2);
        assertThat(second.addresses())
                .as("where another has it begin is not told")
                .containsExactly("https://" + domain + "/blog/");
        assertThat(sources.find(kim, first.id()).addresses()).containsExactly("https://www." + domain + "/start");
        assertThat(sources.find(operator, first.id()).addresses())
                .containsExactly("https://www." + domain + "/start", "https://" + domain + "/blog/");
        assertThat(second.asked().every()).isEqualTo(Duration.ofHours(6));
        assertThat(second.asked().maxPages()).isEqualTo(500);
        assertThat(second.mine().orElseThrow().maxPages()).isEqualTo(100);
    }

    @Test
    void whatOthersBroughtIsToldWithoutWhatMayBeAKey() {
        String secret = "https://" + domain + "/start?key=4711";
        Source first = add(kim, secret, standard());
        missed(first.id(), secret, null);
        missed(first.id(), "https://" + domain + "/gone?of=4711", secret);
        assertThat(told(kim, first.id()))
                .containsExactly("https://" + domain + "/gone?of=4711 " + secret, secret + " ");
        add(robin, domain, standard());
        assertThat(told(robin, first.id()))
                .containsExactly("https://" + domain + "/gone?… https://" + domain + "/…", "https://" + domain + "/… ");
        assertThat(told(operator, first.id())).contains(secret + " ");
        add(robin, secret, standard());
        assertThat(told(robin, first.id())).as("who wrote it down too knows it").contains(secret + " ");
    }

    private List<String> told(SignedIn who, SourceId id) {
        return sources.missed(who, id, Optional.empty(), Optional.empty(), 10).stream()
                .map(one -> one.url() + " " + one.referrer().orElse(""))
                .toList();
    }

    private static void missed(SourceId source, String url, @Nullable String referrer) {
        PORTAL.bean(JdbcClient.class)
                .sql("""
                        insert into discovery.address (source, role, key, url, host, depth, urgency, open, due, first_seen,
                            visited, why, explanation, referrer)
                        values (:source, 'PAGE', gen_random_uuid(), :url, 'a', 0, 0, false, now(), now(), now(), 'STATUS',
                            'status 404', :referrer)
                        """)
                .param("source", source.value())
                .param("url", url)
                .param("referrer", referrer, java.sql.Types.VARCHAR)
                .update();
    }

    @Test
    void theSameCallTwiceIsOneSource() {
        SourceId id = new SourceId(UUID.randomUUID());
        Source once = sources.add(kim, id, Source.Kind.SITE, domain, standard(), false);
        Source again = sources.add(kim, id, Source.Kind.SITE, domain, standard(), false);

        assertThat(again.id()).isEqualTo(once.id()).isEqualTo(id);
        assertThat(again.watchers()).isEqualTo(1);
        assertThat(again.addresses()).hasSize(1);
    }

    @Test
    void anIdUsedForAnotherAddressIsRefused() {
        SourceId id = new SourceId(UUID.randomUUID());
        sources.add(kim, id, Source.Kind.SITE, domain, standard(), false);

        assertRefused(
                Refused.Kind.CONFLICT,
                () -> sources.add(kim, id, Source.Kind.SITE, "other-" + domain, standard(), false));
    }

    @Test
    void aSourceOfOthersIsNotThere() {
        Source mine = add(kim, domain, standard());

        assertRefused(Refused.Kind.NOT_FOUND, () -> sources.find(robin, mine.id()));
        assertThat(sources.find(operator, mine.id()).mine()).isEmpty();
        assertThat(sources.list(robin, true, domain, Optional.empty(), 10).sources())
                .isEmpty();
        assertThat(sources.list(operator, true, domain, Optional.empty(), 10).sources())
                .hasSize(1);
        assertThat(sources.list(operator, false, domain, Optional.empty(), 10).sources())
                .isEmpty();
    }

    @Test
    void whatIsWatchedForEveryoneIsSeenByAllAndChangedByNone() {
        Source ours =
                sources.add(operator, new SourceId(UUID.randomUUID()), Source.Kind.SITE, domain, standard(), true);

        assertThat(sources.find(kim, ours.id()).mine()).isEmpty();
        assertRefused(Refused.Kind.FORBIDDEN, () -> sources.pause(kim, ours.id(), true));
        assertRefused(Refused.Kind.FORBIDDEN, () -> sources.remove(kim, ours.id()));
        assertRefused(
                Refused.Kind.FORBIDDEN,
                () -> sources.add(kim, new SourceId(UUID.randomUUID()), Source.Kind.SITE, domain, standard(), true));
    }

    @Test
    void restsOnlyWhenAllWhoWatchItRest() {
        Source source = add(kim, domain, standard());
        add(robin, domain, standard());

        assertThat(sources.pause(kim, source.id(), true).state()).isEqualTo(Source.State.DUE);
        assertThat(sources.pause(robin, source.id(), true).state()).isEqualTo(Source.State.PAUSED);
        assertThat(sources.pause(kim, source.id(), false).state()).isEqualTo(Source.State.DUE);
    }

    @Test
    void theOperatorStopsASourceForAll() {
        Source source = add(kim, domain, standard());

        sources.pause(operator, source.id(), true);

        assertThat(sources.find(kim, source.id()).state()).isEqualTo(Source.State.HELD);
        assertRefused(Refused.Kind.FORBIDDEN, () -> sources.hold(kim, source.id(), false));
        assertThat(sources.hold(operator, source.id(), false).state()).isEqualTo(Source.State.DUE);
    }

    @Test
    void aChangeToWhatSomeoneElseChangedIsRefused() {
        Source source = add(kim, domain, standard());
        sources.change(kim, source.id(), every(Duration.ofHours(1), 50), source.version());

        assertRefused(
                Refused.Kind.CHANGED,
                () -> sources.change(kim, source.id(), every(Duration.ofHours(2), 50), source.version()));
        assertThat(sources.find(kim, source.id()).asked()).isEqualTo(every(Duration.ofHours(1), 50));
    }

    @Test
    void aSourceNobodyWatchesIsLeft() {
        Source source = add(kim, domain, standard());

        sources.remove(kim, source.id());

        assertRefused(Refused.Kind.NOT_FOUND, () -> sources.find(kim, source.id()));
        assertThat(sources.find(operator, source.id()).state()).isEqualTo(Source.State.LEFT);
        assertThat(add(kim, domain, standard()).id()).isEqualTo(source.id());
        assertThat(sources.find(kim, source.id()).state()).isEqualTo(Source.State.DUE);
    }

    @Test
    void anUploadedListIsKnownByItsContentAndNobodyReadsWhatAnotherCallsIt() throws IOException {
        String list = "address,note\nhttps://a." + domain + "/1,x\n\n# no\nhttps://a." + domain + "/2\n";

        Source one = upload(kim, Source.Kind.URL_LIST, "C:\\lists\\pages.csv", list);
        Source two = upload(robin, Source.Kind.URL_LIST, "pages.csv", list);
        Source other = upload(robin, Source.Kind.URL_LIST, "other.txt", list);

        assertThat(one.name()).isEqualTo("pages.csv");
        assertThat(two.id()).isEqualTo(one.id());
        assertThat(other.name()).isEqualTo("other.txt");
        assertThat(other.id()).isNotEqualTo(one.id());
        assertRefused(Refused.Kind.INVALID, () -> upload(kim, Source.Kind.URL_LIST, "a.csv", "nothing\nhere\n"));
    }

    @Test
    void aListIsAsPoliteAsTheMostCarefulOfItsSites() throws IOException {
        Source list =
                upload(kim, Source.Kind.URL_LIST, "pages.csv", "https://" + domain + "/1\nhttps://b" + domain + "/2\n");
        assertThat(sources.manners(kim, list.id()).asked()).isZero();
        JdbcClient sql = PORTAL.bean(JdbcClient.class);
        for (String site : List.of(domain, "b" + domain)) {
            missed(list.id(), "https://" + site + "/1", null);
            sql.sql("""
                            insert into discovery.document (address, kind, site, title, language, licence)
                            select max(id), 'HTML', :site, '', '', '' from discovery.address
                            """).param("site", site).update();
        }
        PORTAL.bean(HostStore.class).asks("b" + domain, Duration.ofSeconds(7));
        assertThat(sources.manners(kim, list.id()).asked()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatAllSourcesBroughtIsSummedUp() {
        Overall before = sources.overall(kim);
        add(robin, "other-" + domain, standard());
        Source mine = add(kim, domain, standard());
        JdbcClient sql = PORTAL.bean(JdbcClient.class);
        sql.sql("""
                        insert into discovery.round (source, number, started, told, ended, documents, images, missed)
                        values (:id, 1, now(), now(), now(), 7, 7, 7), (:id, 2, now(), now(), now(), 40, 50, 10),
                            (:id, 3, now(), now(), null, 1, 1, 1)
                        """).param("id", mine.id().value()).update();
        sql.sql("update discovery.source set round = 3 where id = :id")
                .param("id", mine.id().value())
                .update();
        Overall after = sources.overall(kim);
        assertThat(after.sources()).isEqualTo(before.sources() + 1);
        assertThat(after.walked()).isEqualTo(before.walked() + 1);
        assertThat(after.documents()).isEqualTo(before.documents() + 40);
        assertThat(after.images()).isEqualTo(before.images() + 50);
        assertThat(after.missed()).isEqualTo(before.missed() + 10);
        assertThat(after.ended()).isPresent();
        assertThat(after.next()).isPresent();
        assertThat(new Overall(1, 1, 40, 50, 10, Optional.empty(), Optional.empty()).seen())
                .isEqualTo(0.9);
    }

    @Test
    void whatIsNoAddressOfTheWebIsRefused() {
        for (String odd : List.of("", "ftp://" + domain, "javascript:alert(1)", "https://user:pw@" + domain, "::::")) {
            assertRefused(Refused.Kind.INVALID, () -> add(kim, odd, standard()));
        }
    }

    @Test
    void goesOnInTheListFromAPlace() {
        for (String name : List.of("c", "a", "b")) {
            add(kim, name + "." + domain.replace(".example", name + ".example"), standard());
        }

        Sources.Stretch first = sources.list(kim, false, "", Optional.empty(), 2);
        Sources.Stretch second = sources.list(kim, false, "", first.next(), 2);

        List<String> names = Stream.concat(first.sources().stream(), second.sources().stream())
                .filter(source -> source.mine().isPresent())
                .map(Source::name)
                .toList();
        assertThat(names).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void guessesWhatAnAddressIs() {
        assertThat(kind("https://example.org/")).isEqualTo(Source.Kind.SITE);
        assertThat(kind("https://example.org/blog/2026")).isEqualTo(Source.Kind.SITE);
        assertThat(kind("https://example.org/sitemap_index.xml")).isEqualTo(Source.Kind.SITEMAP);
        assertThat(kind("https://example.org/post-sitemap.xml.gz")).isEqualTo(Source.Kind.SITEMAP);
        assertThat(kind("https://example.org/feed/")).isEqualTo(Source.Kind.FEED);
        assertThat(kind("https://example.org/news.rss")).isEqualTo(Source.Kind.FEED);
        assertThat(kind("https://example.org/report.pdf")).isEqualTo(Source.Kind.PAGE);
    }

    private static Source.Kind kind(String address) {
        return Sources.likelyKind(Url.of(address));
    }

    private Source add(SignedIn by, String address, Source.Wish wish) {
        return sources.add(by, new SourceId(UUID.randomUUID()), Source.Kind.SITE, address, wish, false);
    }

    private Source upload(SignedIn by, Source.Kind kind, String name, String text) throws IOException {
        return sources.upload(
                by,
                new SourceId(UUID.randomUUID()),
                kind,
                name,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Source.Wish.standard(kind),
                false);
    }

    private static Source.Wish standard() {
        return Source.Wish.standard(Source.Kind.SITE);
    }

    private static Source.Wish every(Duration every, int pages) {
        return new Source.Wish(every, pages, 5, false, false);
    }

    private static void assertRefused(Refused.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
    }
}
