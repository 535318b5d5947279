package org.proofmark.portal.discovery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of screenshots. */
@Component
class ShotStore {
    /** So often one is tried. */
    private static final int TRIES = 3;

    private final JdbcClient sql;

    ShotStore(JdbcClient sql) {
        this.sql = sql;
    }

    void want(String page) {
        sql.sql("""
            insert into discovery.shot (page, url, wanted) values (:page, :url, now())
            on conflict (page) do nothing
            """).param("page", Keys.of(page)).param("url", page).update();
    }

    Optional<Sha256> file(String page) {
        return sql.sql("select file from discovery.shot where page = :page and file is not null")
                .param("page", Keys.of(page))
                .query((row, number) -> Sha256.from(row.getBytes("file")))
                .optional();
    }

    Set<String> taken(Collection<String> pages) {
        Map<UUID, String> keys = new HashMap<>();
        pages.forEach(page -> keys.put(Keys.of(page), page));
        return sql
                .sql("select page from discovery.shot where page = any (:pages) and file is not null")
                .param("pages", keys.keySet().toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(key -> Optional.ofNullable(keys.get(key)).stream())
                .collect(Collectors.toSet());
    }

    /** Takes one that waits: it is tried by nobody else for a quarter of an hour. */
    Optional<String> take() {
        return sql.sql("""
            update discovery.shot set tries = tries + 1, wanted = now() + interval '15 minutes'
            where page = (select page from discovery.shot
                          where file is null and tries < :tries and wanted <= now()
                          order by wanted limit 1 for update skip locked)
            returning url
            """).param("tries", TRIES).query(String.class).optional();
    }

    void taken(String page, Sha256 file) {
        sql.sql("update discovery.shot set file = :file, taken = now(), trouble = '' where page = :page")
                .param("file", file.bytes())
                .param("page", Keys.of(page))
                .update();
    }

    void failed(String page, String trouble) {
        sql.sql("update discovery.shot set trouble = :trouble where page = :page")
                .param("trouble", trouble)
                .param("page", Keys.of(page))
                .update();
    }
}
