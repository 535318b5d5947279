package org.proofmark.bench.portal;

import java.sql.SQLException;

/**
 * Matches and sightings for catalogues that {@link Stock} filled, written by SQL: each match shows one of the holder's works on one
 * of the sites, fifty matches on each, in pictures that are the work's own; the sightings beyond those of matches are of images that
 * show none.
 */
final class Reviews {
    private static final int SITES = 2_000;
    private static final int MATCHES_PER_SITE = 50;

    private static final String SOURCE = """
            insert into discovery.source (id, kind, identity, scope, name, addresses, everyones, made_by, made_at, held,
                every_seconds, max_pages, max_depth, render, next_round)
            select gen_random_uuid(), 'SITE', 'SITE bench.example', 'bench.example', 'bench.example',
                array['https://bench.example/'], true, gen_random_uuid(), now(), true, 86400, 1000000, 20, false,
                now() + interval '9 days'
            """;

    /** Pages, one in three hundred of which says who runs its site. */
    private static final String PAGES = """
            insert into discovery.address (source, role, key, url, host, depth, urgency, open, due, first_seen, visited, digest)
            select s.id, 'PAGE', md5('page ' || n)::uuid, 'https://site-' || n % ? || '.example/' || n, 'site', 1, 10, false,
                now() + interval '9 days', now() - n * interval '1 second', now(), sha256(convert_to('page ' || n, 'utf8'))
            from generate_series(1, ?) n, discovery.source s
            """;

    private static final String DOCUMENTS = """
            insert into discovery.document (address, kind, site, title, language, licence)
            select id, 'HTML', split_part(split_part(url, '/', 3), ':', 1), 'A page about number ' || id % 9973,
                (array['en', 'de', 'fr', ''])[1 + id % 4], ''
            from discovery.address where role = 'PAGE'
            """;

    private static final String IMAGES = """
            insert into discovery.address (source, role, key, url, host, depth, urgency, open, due, first_seen, visited, digest)
            select s.id, 'IMAGE', md5('image ' || n)::uuid, 'https://site-' || n % ? || '.example/pictures/' || n || '.jpg', 'site', 1,
                3, false, now() + interval '9 days', now() - n * interval '1 second', now(), sha256(convert_to('image ' || n, 'utf8'))
            from generate_series(1, ?) n, discovery.source s
            """;

    /** Kept out of the way of the comparer, which would ask for the fingerprints of images it compared. */
    private static final String CONTENTS = """
            insert into discovery.image (digest, type, width, height, bytes, trouble, state, file, matched, first_seen)
            select digest, 'image/jpeg', 800, 600, 80000 + id % 90000, '', 'USELESS', false, false, first_seen
            from discovery.address where role = 'IMAGE'
            """;

    private static final String SIGHTINGS = """
            insert into discovery.sighting (document, image, digest, way, alt, caption, credit, licence, context, first_seen, last_seen)
            select p.id, i.id, i.digest, 'IMG', 'Picture ' || n % 997, '', '', '', 'Some words around it', i.first_seen, now()
            from generate_series(1, ?) n
            join (select id, row_number() over (order by id) - 1 as place from discovery.address where role = 'PAGE') p
                on p.place = n % ?
            join (select id, digest, first_seen, row_number() over (order by id) - 1 as place from discovery.address
                where role = 'IMAGE') i on i.place = (n::bigint * 7919 + n / 100003) % ?
            on conflict do nothing
            """;

    private static final String MATCHES = """
            insert into matching.match (id, holder, work, digest, site, tier, score, share, copy_share, copy_width, copy_height,
                copy_bytes, kind, country, language, words, worth_minor, currency, factors, found_at, verdict, reason, decided_by,
                decided_at)
            select gen_random_uuid(), ?::uuid, w.id, i.digest, 'site-' || r.site || '.example',
                (array['CERTAIN', 'CERTAIN', 'CERTAIN', 'LIKELY', 'CLOSELY'])[1 + r.lot % 5], 5 + r.lot % 20,
                (1 + r.lot % 100) / 100.0, 1, 800, 600, 80000 + n % 90000, (array['BUSINESS', 'PRIVATE', 'UNKNOWN'])[1 + r.site % 3],
                (array['DE', 'US', 'FR', null])[1 + r.site % 4], (array['en', 'de', 'fr', ''])[1 + r.site / 4 % 4],
                'picture ' || n % 997 || ' site-' || r.site, n * 6151 % 40000, 'EUR',
                '[{"what":"basis.STANDARD","times":15000},{"what":"tier.CERTAIN","times":1}]', now() - n * interval '20 seconds',
                v.verdict, null, case when v.verdict is null then null else 'PERSON' end,
                case when v.verdict is null then null else now() end
            from generate_series(1, ?) n
            join (select id, row_number() over (order by id) - 1 as place from catalogue.work
                where holder = ?::uuid) w
                on w.place = (n::bigint * 7919) % (select count(*) from catalogue.work where holder = ?::uuid)
            join (select digest, row_number() over (order by id) - 1 as place from discovery.address where role = 'IMAGE') i
                on i.place = n::bigint * 13 % ?
            cross join lateral (select n::bigint * 31 % ? as site, abs(hashint4(n)) as lot) r
            cross join lateral (
                select (array[null, null, 'LICENSED', 'NO_LICENCE', 'NOT_MINE'])[1 + r.lot / 7 % 5] as verdict) v
            on conflict do nothing
            """;

    private static final String FINDINGS = """
            insert into matching.finding (digest, work, holder, found, at)
            select distinct on (m.digest, m.work) m.digest, m.work, m.holder, jsonb_build_object('verdict', 'COPY', 'score', 12.5, 'inliers', 90,
                'agreement', 0.9, 'copyShare', 1, 'share', m.share, 'mirrored', false, 'inverted', false,
                'transform', jsonb_build_array(w.width / 800.0, 0, 0, 0, w.height / 600.0, 0, 0, 0, 1),
                'copyRegion', '[[0,0],[800,0],[800,600],[0,600]]'::jsonb,
                'region', jsonb_build_array(jsonb_build_array(0, 0), jsonb_build_array(w.width, 0),
                    jsonb_build_array(w.width, w.height), jsonb_build_array(0, w.height)), 'greyed', false), now()
            from matching.match m join catalogue.work w on w.id = m.work where m.holder = ?::uuid
            on conflict do nothing
            """;

    private static final String PLACES = """
            insert into matching.place (match, sighting, page, image, title, language, alt, caption, credit, licence, context, first_seen)
            select m.id, s.id, a.url, b.url, 'A page', m.language, s.alt, s.caption, s.credit, s.licence, s.context, s.first_seen
            from matching.match m join discovery.sighting s on s.digest = m.digest join discovery.address a on a.id = s.document
            join discovery.address b on b.id = s.image where m.holder = ?::uuid
            on conflict do nothing
            """;

    private static final String COPIES = """
            insert into matching.copy (digest, long_side, width, height, media_type, rendition)
            select distinct on (m.digest, side) m.digest, side, r.width, r.height, r.media_type, r.digest
            from matching.match m join catalogue.rendition r on r.work = m.work, (values (480), (960), (1440)) size (side)
            where m.holder = ?::uuid
            order by m.digest, side, r.long_side desc
            on conflict do nothing
            """;

    private final Stock stock;
    private final int images;

    private Reviews(Stock stock, int images) {
        this.stock = stock;
        this.images = images;
    }

    /** Writes what was seen: so many sightings, on a fifth as many pages, of two fifths as many images. */
    static Reviews seen(Stock stock, int sightings) throws SQLException {
        int pages = Math.max(1, sightings / 5);
        int images = Math.max(1, sightings * 2 / 5);
        stock.run(SOURCE);
        stock.run(PAGES, SITES, pages);
        stock.run(DOCUMENTS);
        stock.run(IMAGES, SITES, images);
        stock.run(CONTENTS);
        stock.run(SIGHTINGS, sightings, pages, images);
        stock.settle();
        return new Reviews(stock, images);
    }

    /** Gives a holder matches, two fifths of them undecided. */
    void match(String holder, int matches) throws SQLException {
        stock.run(MATCHES, holder, matches, holder, holder, images, Math.max(1, matches / MATCHES_PER_SITE));
        stock.run(FINDINGS, holder);
        stock.run(PLACES, holder);
        stock.run(COPIES, holder);
    }
}
