package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.worker.Examined;
import org.proofmark.portal.platform.FileNames;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of images and of what was seen of them. */
@Component
class LookStore implements FileNames {
    /** Of one image so many addresses are asked at most to have its file again. */
    private static final int PLACES_ASKED = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;

    LookStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Keeps what was seen of an image; what is there already stays. */
    void insert(Sha256 digest, long bytes, Examined query, Optional<Examined> deep) {
        sql.sql("""
            insert into discovery.look (digest, bytes, query, deep, made)
            values (:digest, :bytes, :query, :deep, now()) on conflict (digest) do nothing
            """)
                .param("digest", digest.bytes())
                .param("bytes", bytes)
                .param("query", SeenBytes.of(query))
                .param("deep", deep.map(SeenBytes::of).orElse(null), java.sql.Types.BINARY)
                .update();
    }

    List<Look> next(int most) {
        return sql.sql("""
            select i.digest, i.width, i.height, i.metadata, l.bytes, l.query, l.deep
            from discovery.image i join discovery.look l on l.digest = i.digest
            where i.state = 'NEW' order by i.number limit :most
            """).param("most", most).query(LookStore::look).list();
    }

    private static Look look(ResultSet row, int number) throws SQLException {
        FileMetadata metadata = metadata(row.getString("metadata"));
        return new Look(
                Sha256.from(row.getBytes("digest")),
                row.getInt("width"),
                row.getInt("height"),
                row.getLong("bytes"),
                metadata,
                SeenBytes.parse(row.getBytes("query"), metadata),
                Optional.ofNullable(row.getBytes("deep")).map(deep -> SeenBytes.parse(deep, metadata)));
    }

    static FileMetadata metadata(@Nullable String json) {
        return json == null ? FileMetadata.NONE : JSON.readValue(json, FileMetadata.class);
    }

    static @Nullable String json(FileMetadata metadata) {
        return metadata.equals(FileMetadata.NONE) ? null : JSON.writeValueAsString(metadata);
    }

    long waiting() {
        return sql.sql("select count(*) from discovery.image where state = 'NEW'")
                .query(Long.class)
                .single();
    }

    void compared(Sha256 digest, boolean keepFile) {
        sql.sql("""
            update discovery.image set state = 'COMPARED', file = file and (:keep or matched),
                matched = matched or :keep
            where digest = :digest
            """).param("keep", keepFile).param("digest", digest.bytes()).update();
        sql.sql("delete from discovery.look where digest = :digest")
                .param("digest", digest.bytes())
                .update();
    }

    void matched(Sha256 digest) {
        sql.sql("update discovery.image set matched = true where digest = :digest")
                .param("digest", digest.bytes())
                .update();
    }

    /** Opens the likeliest addresses of an image, or the documents it came with, and makes their sources due. */
    void fetchAgain(Sha256 digest) {
        int known = sql.sql("""
            update discovery.image set state = 'AGAIN', file = false
            where digest = :digest and state in ('COMPARED', 'NEW')
            """).param("digest", digest.bytes()).update();
        if (known == 0) {
            return;
        }
        sql.sql("delete from discovery.look where digest = :digest")
                .param("digest", digest.bytes())
                .update();
        sql.sql("""
            with place as (
                select case when i.inline then s.document else i.id end as id from discovery.address i
                    left join discovery.sighting s on s.image = i.id and i.inline and not s.gone
                        and s.by_way_of is null
                where i.digest = :digest and i.missing = 0
                order by i.visited desc nulls last limit :places),
            opened as (
                update discovery.address a set open = true, urgency = 0, digest = null, etag = null,
                    modified = null
                from place where a.id = place.id returning a.source)
            update discovery.source set next_round = least(next_round, now())
            where id in (select source from opened)
            """)
                .param("digest", digest.bytes())
                .param("places", PLACES_ASKED)
                .update();
    }

    boolean hasFile(Sha256 digest) {
        return sql.sql("select exists (select 1 from discovery.image where digest = :digest and file)")
                .param("digest", digest.bytes())
                .query(Boolean.class)
                .single();
    }

    /** Images that were compared, by digest, after one. */
    List<Sha256> compared(@Nullable Sha256 after, int most) {
        return sql.sql("""
            select digest from discovery.image where state = 'COMPARED' and digest > :after
            order by digest limit :most
            """)
                .param("after", after == null ? new byte[0] : after.bytes())
                .param("most", most)
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .list();
    }

    Set<Sha256> comparedOf(Collection<Sha256> digests) {
        return new HashSet<>(
                sql.sql("select digest from discovery.image where state = 'COMPARED' and digest = any (:digests)")
                        .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                        .query((row, number) -> Sha256.from(row.getBytes("digest")))
                        .list());
    }

    Set<Sha256> unknown(Collection<Sha256> digests) {
        return new HashSet<>(sql.sql("""
            select d.digest from unnest(cast(:digests as bytea[])) d (digest)
            where not exists (select 1 from discovery.image i where i.digest = d.digest)
            """)
                .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .list());
    }

    /** What was seen of images whose visit was never kept. */
    int forgetOrphans() {
        return sql.sql("""
            delete from discovery.look l where made < now() - interval '1 day'
                and not exists (select 1 from discovery.image i where i.digest = l.digest and i.state = 'NEW')
            """).update();
    }

    /** Of some digests, those that name files of ours: images, lists, archives, screenshots. */
    @Override
    public Set<Sha256> named(Set<Sha256> digests) {
        return new HashSet<>(sql.sql("""
            select d.digest from unnest(cast(:digests as bytea[])) d (digest)
            where exists (select 1 from discovery.image i where i.digest = d.digest and i.file)
               or exists (select 1 from discovery.source s where s.file = d.digest)
               or exists (select 1 from discovery.shot s where s.file = d.digest)
               or exists (select 1 from discovery.look l where l.digest = d.digest)
            """)
                .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .list());
    }
}
