package org.proofmark.portal.matching.compare;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.rendition.Renditions;
import org.proofmark.portal.discovery.PageShots;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.FileNames;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is shown of images that show works: renditions made anew by the engine's workers, never the file that came from the web.
 * Until an image that was met long ago is fetched again, the small grey picture of its fingerprint stands in.
 */
@Component
public class Copies implements FileNames {
    static final RenditionOrder RENDITIONS = RenditionOrder.of(480, 960, 1440);

    private final JdbcClient sql;
    private final Blobs blobs;
    private final Matches matches;
    private final EncounterIndex encounters;
    private final PageShots shots;

    Copies(JdbcClient sql, Blobs blobs, Matches matches, EncounterIndex encounters, PageShots shots) {
        this.shots = shots;
        this.sql = sql;
        this.blobs = blobs;
        this.matches = matches;
        this.encounters = encounters;
    }

    /**
     * A picture to show.
     *
     * @param lasting whether it will always be this one
     */
    public record Picture(String mediaType, InputStream bytes, boolean lasting) {}

    /** The picture of a match's copy for a size in pixels of the long side. */
    public Picture picture(SignedIn by, MatchId id, int longSide) throws IOException {
        return picture(matches.find(by, id).copy().digest(), longSide);
    }

    /** The picture of an image met, for one who may be told of it. */
    public Picture picture(Sha256 digest, int longSide) throws IOException {
        Optional<Sha256> rendition = rendition(digest, longSide);
        Optional<InputStream> bytes = rendition.isPresent() ? blobs.open(rendition.get()) : Optional.empty();
        if (bytes.isPresent()) {
            return new Picture("image/webp", bytes.get(), true);
        }
        Fingerprint fingerprint = encounters.fingerprint(digest).orElseThrow(Refused::notFound);
        return new Picture("image/jpeg", new ByteArrayInputStream(fingerprint.thumbnail()), false);
    }

    /** The screenshot of the first page that shows it, where one was taken. */
    public InputStream page(SignedIn by, MatchId id) throws IOException {
        matches.find(by, id);
        Sha256 shot = matches.places(by, List.of(id), 1).getOrDefault(id, List.of()).stream()
                .findFirst()
                .flatMap(place -> shots.of(place.page()))
                .orElseThrow(Refused::notFound);
        return blobs.open(shot).orElseThrow(Refused::notFound);
    }

    /** The smallest at least so large, else the largest. */
    private Optional<Sha256> rendition(Sha256 digest, int longSide) {
        return sql.sql("""
                        select rendition from matching.copy where digest = :digest
                        order by long_side < :longSide, case when long_side < :longSide then -long_side else long_side end limit 1
                        """)
                .param("digest", digest.bytes())
                .param("longSide", longSide)
                .query((row, number) -> Sha256.from(row.getBytes("rendition")))
                .optional();
    }

    /** Those of these images that have renditions; the others are shown small and grey. */
    public Set<Sha256> rendered(Collection<Sha256> digests) {
        return new HashSet<>(sql.sql("select distinct digest from matching.copy where digest = any (:digests)")
                .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .list());
    }

    /** Keeps renditions; the files are durable before their rows. */
    void keep(Sha256 digest, Renditions renditions) throws IOException {
        for (Rendition rendition : renditions.all()) {
            Sha256 kept = blobs.keep(new ByteArrayInputStream(rendition.file())).digest();
            sql.sql("""
                            insert into matching.copy (digest, long_side, width, height, media_type, rendition)
                            values (:digest, :longSide, :width, :height, 'image/webp', :rendition)
                            on conflict (digest, long_side) do update set rendition = excluded.rendition,
                                width = excluded.width, height = excluded.height
                            """)
                    .param("digest", digest.bytes())
                    .param("longSide", rendition.longSide())
                    .param("width", rendition.width())
                    .param("height", rendition.height())
                    .param("rendition", kept.bytes())
                    .update();
        }
    }

    /** Of some files, those that are renditions of copies. */
    @Override
    public Set<Sha256> named(Set<Sha256> digests) {
        return Set.copyOf(sql.sql("select distinct rendition from matching.copy where rendition = any (:digests)")
                .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .query((row, number) -> Sha256.from(row.getBytes("rendition")))
                .list());
    }
}
