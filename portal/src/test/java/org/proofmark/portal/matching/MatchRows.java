package org.proofmark.portal.matching;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Matches made as rows, one after the other like the first, with what is said to be otherwise. */
public final class MatchRows {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicLong SIGHTING = new AtomicLong(1_000_000);

    private final JdbcClient sql;
    private HolderId holder = new HolderId(new UUID(0, 0));
    private WorkId work = new WorkId(UUID.randomUUID());
    private String site = "north.example";
    private String tier = "CERTAIN";
    private String kind = "BUSINESS";
    private String country = "DE";
    private String language = "de";
    private String words = "jetty at evening";
    private String title = "Ten lakes";
    private double score = 12;
    private double share = 0.44;
    private long worth = 26_000;
    private int width = 720;
    private int height = 480;

    public MatchRows(TestPortal portal) {
        this.sql = portal.bean(JdbcClient.class);
    }

    public MatchRows of(SignedIn who) {
        holder = who.holder();
        return this;
    }

    public MatchRows work(WorkId other) {
        work = other;
        return this;
    }

    public MatchRows site(String other) {
        site = other;
        return this;
    }

    public MatchRows tier(Tier other) {
        tier = other.name();
        return this;
    }

    public MatchRows at(String otherKind, String otherCountry, String otherLanguage) {
        kind = otherKind;
        country = otherCountry;
        language = otherLanguage;
        return this;
    }

    public MatchRows words(String other) {
        words = other;
        return this;
    }

    /** The title of the page. */
    public MatchRows title(String other) {
        title = other;
        return this;
    }

    public MatchRows measured(double otherScore, double otherShare, long otherWorth) {
        score = otherScore;
        share = otherShare;
        worth = otherWorth;
        return this;
    }

    public MatchRows size(int otherWidth, int otherHeight) {
        width = otherWidth;
        height = otherHeight;
        return this;
    }

    /** One match on one page, of an image of its own. */
    public MatchId insert() {
        int number = NUMBER.incrementAndGet();
        Sha256 digest = Sha256.of(("copy " + number).getBytes(StandardCharsets.UTF_8));
        MatchId id = MatchId.of(work, digest, site);
        sql.sql("""
                        insert into matching.match (id, holder, work, digest, site, tier, score, share, copy_share, copy_width,
                            copy_height, copy_bytes, kind, country, language, words, worth_minor, currency, factors, found_at)
                        values (:id, :holder, :work, :digest, :site, :tier, :score, :share, 1, :width, :height, 81234, :kind,
                            :country, :language, :words, :worth, 'EUR',
                            '[{"what":"basis.STANDARD","times":15000},{"what":"tier.CERTAIN","times":1},{"what":"kind.BUSINESS","times":1}]',
                            now() - make_interval(secs => :number))
                        """)
                .param("id", id.value())
                .param("holder", holder.value())
                .param("work", work.value())
                .param("digest", digest.bytes())
                .param("site", site)
                .param("tier", tier)
                .param("score", score)
                .param("share", share)
                .param("width", width)
                .param("height", height)
                .param("kind", kind)
                .param("country", country)
                .param("language", language)
                .param("words", words)
                .param("worth", worth)
                .param("number", number)
                .update();
        finding(digest);
        page(id, "https://www." + site + "/magazine/" + number + "?page=2");
        return id;
    }

    private void finding(Sha256 digest) {
        sql.sql("""
                        insert into matching.finding (digest, work, holder, found, at) values (:digest, :work, :holder,
                            cast(:found as jsonb), now())
                        """)
                .param("digest", digest.bytes())
                .param("work", work.value())
                .param("holder", holder.value())
                .param("found", """
                        {"verdict":"COPY","score":12,"inliers":214,"agreement":0.96,"copyShare":1,"share":0.44,"mirrored":false,
                        "inverted":false,"transform":[4,0.14,100,-0.14,4,80,0,0,1],
                        "copyRegion":[[0,0],[720,0],[720,480],[0,480]],
                        "region":[[100,80],[2980,80],[2980,2000],[100,2000]],"greyed":false}
                        """)
                .update();
    }

    /** One more page that shows a match. */
    public void page(MatchId match, String address) {
        sql.sql("""
                        insert into matching.place (match, sighting, page, image, title, language, alt, caption, credit, licence,
                            context, first_seen)
                        values (:match, :sighting, :page, :image, :title, :language, :title, '', '', '', '', now())
                        """)
                .param("match", match.value())
                .param("sighting", SIGHTING.incrementAndGet())
                .param("page", address)
                .param("image", address + "/picture.jpg")
                .param("title", title)
                .param("language", language)
                .update();
    }
}
