package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A catalogue that is full from the first minute: rows written by SQL, whose renditions are those of a few works that were
 * uploaded. Texts, dates and kinds are drawn from each row's number; originals of these rows are not there.
 */
final class Stock implements AutoCloseable {
    private static final String WORKS = """
            insert into catalogue.work (id, holder, file_name, digest, bytes, media_type, width, height, ground, title, caption,
                creator, credit, copyright, usage_terms, web_statement, licensor_url, keywords, tags, camera, lens, taken,
                first_published, category, fingerprint, fingerprint_version, enough_detail, monitored, registered_at, shown_at)
            select gen_random_uuid(), ?::uuid, (array['DSC_','IMG_','_MG_','P10'])[1 + n %% 4] || lpad(n::text, 6, '0') || '.jpg',
                sha256(convert_to(?::text || n, 'utf8')), 200000 + n %% 9000000, m.media_type, m.width, m.height, m.ground,
                case when n %% 3 = 0 then '' else word.a || ' ' || word.b || ' ' || (n %% 500) end,
                case when n %% 2 = 0 then '' else 'The ' || word.a || ' near the ' || word.b || ', seen on a ' || word.c || ' morning in '
                    || word.d || ', with ' || word.e || ' in the foreground.' end,
                case when n %% 5 = 0 then '' else 'Bench' end, case when n %% 7 = 0 then '' else 'Bench / ' || word.d end,
                '© Bench', '', '', '', array[word.a, word.b, word.c, word.d, word.e],
                case when n %% 11 = 0 then array['portfolio'] else '{}' end,
                (array['NIKON Z 8','Canon EOS R5','SONY ILCE-7M4','FUJIFILM X-T5'])[1 + n %% 4],
                (array['24-70 mm f/2.8','50 mm f/1.8','70-200 mm f/2.8'])[1 + n %% 3], taken.at,
                case when n %% 4 = 0 then null else taken.at::date + 30 end,
                case when n %% 3 = 0 then (select code from catalogue.category where position = 1 + n %% 20) end,
                m.fingerprint, m.fingerprint_version, n %% 33 <> 0, n %% 33 <> 0 and n <= ?, now(), taken.at
            from generate_series(1, ?) n
            join (select *, row_number() over (order by id) - 1 as place, count(*) over () as models
                  from catalogue.work where holder = ?::uuid and file_name like 'model %%') m on m.place = n %% m.models
            cross join lateral (select
                %1$s[1 + n * 7 %% 40] as a, %1$s[1 + n * 13 %% 37] as b, %1$s[1 + n * 29 %% 31] as c, %1$s[1 + n * 3 %% 23] as d,
                %1$s[1 + n * 17 %% 29] as e) word
            cross join lateral (select timestamp '2014-01-01' + (n::bigint * 7919 %% 100000) * interval '66 minutes' as at) taken
            """.formatted("""
                    (array['lake','harbour','market','bridge','forest','tower','garden','river','street','mountain','meadow',
                    'station','coast','valley','temple','castle','bakery','workshop','orchard','island','desert','glacier',
                    'museum','library','stadium','vineyard','lighthouse','canyon','square','pier','dune','waterfall','chapel',
                    'terrace','stairway','window','courtyard','roof','tunnel','field'])""");

    private static final String RENDITIONS = """
            insert into catalogue.rendition (work, long_side, width, height, media_type, digest)
            select w.id, r.long_side, r.width, r.height, r.media_type, r.digest
            from catalogue.work w
            join (select distinct on (fingerprint) id, fingerprint from catalogue.work where file_name like 'model %'
                  order by fingerprint, id) m on m.fingerprint = w.fingerprint
            join catalogue.rendition r on r.work = m.id
            where w.holder = ?::uuid and w.file_name not like 'model %'
            """;

    private final Database database;

    private Stock(Database database) {
        this.database = database;
    }

    /** Fills a portal that runs. */
    static Stock of(Path data) throws IOException, SQLException {
        return new Stock(Database.of(data));
    }

    /**
     * Fills a holder's catalogue.
     *
     * @param models whose works named {@code model …} give their renditions
     * @param monitored so many of them at most
     */
    void fill(String holder, String models, int works, int monitored) throws SQLException {
        run("update identity.holder set plan = 'unlimited' where id = ?::uuid", holder);
        run(WORKS, holder, holder, monitored, works, models);
        run(RENDITIONS, holder);
    }

    void settle() throws SQLException {
        run("vacuum analyze");
    }

    String holder(String email) throws SQLException {
        return rows("select holder::text from identity.person where email = ?", email)
                .getFirst();
    }

    /** Further sessions of whoever has one: the names cookies carry. So no sign-in is measured. */
    List<String> sessions(String session, int more) throws SQLException {
        run("""
                insert into identity.session
                select gen_random_uuid()::text, gen_random_uuid()::text, creation_time, last_access_time, max_inactive_interval,
                    expiry_time, principal_name
                from identity.session s, generate_series(1, ?) where session_id = ?
                """, more, session);
        run("""
                insert into identity.session_attributes
                select n.primary_id, a.attribute_name, a.attribute_bytes
                from identity.session s join identity.session_attributes a on a.session_primary_id = s.primary_id
                join identity.session n on n.creation_time = s.creation_time and n.primary_id <> s.primary_id
                where s.session_id = ?
                """, session);
        return rows("""
                select n.session_id from identity.session s join identity.session n on n.creation_time = s.creation_time
                where s.session_id = ?
                """, session);
    }

    void run(String sql, Object... values) throws SQLException {
        database.run(sql, values);
    }

    private List<String> rows(String sql, Object... values) throws SQLException {
        return database.rows(sql, values);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
