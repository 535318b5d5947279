package org.proofmark.scout.frontier;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Visit.Answer;
import org.proofmark.scout.url.Url;

/** A frontier in one file. Its memory is the hosts, not the addresses. */
public final class FileFrontier implements Frontier {
    /** After so many rounds in which a server said an address is gone, it is visited no more. */
    private static final int GONE_FOR_GOOD = 3;

    private final ReentrantLock turn = new ReentrantLock();
    private final Database database;
    private final Names names;
    private final Sightings sightings;
    private final Spares spares;
    private final Hosts hosts;
    private int round;
    private Instant begun = Instant.EPOCH;
    private Optional<Duration> every = Optional.empty();

    private FileFrontier(Database database, Names names) {
        this.database = database;
        this.names = names;
        this.sightings = new Sightings(database, names);
        this.spares = new Spares(database, names);
        this.hosts = new Hosts(errand -> names.host(errand.url(), errand.scope()), this::ahead);
        round = database.one("SELECT max(number) FROM round", row -> row.getInt(1))
                .orElse(0);
        count();
    }

    /**
     * Opens a frontier, making it where there is none.
     *
     * @throws IOException if the file cannot be used, or another process has it open
     */
    public static FileFrontier open(Path file) throws IOException {
        return open(file, scope -> false);
    }

    /**
     * Opens a frontier, making it where there is none.
     *
     * @param apart whether a watched site is a web of its own, such as an archive: what is at an address there is not what is
     *     at that address elsewhere
     * @throws IOException if the file cannot be used, or another process has it open
     */
    public static FileFrontier open(Path file, Predicate<String> apart) throws IOException {
        Database database = Database.open(file);
        database.script(Schema.TABLES);
        if (database.one("SELECT 1 FROM pragma_table_info('address') WHERE name = 'missed'", row -> 1)
                .isEmpty()) {
            database.script(Schema.MISSED);
        }
        return new FileFrontier(database, new Names(apart));
    }

    /** Says how often rounds begin: what was seen once is seen again in the next. */
    public void comesEvery(Duration interval) {
        locked(() -> every = Optional.of(interval));
    }

    private <T> T locked(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private void kept(Database.Work work) {
        turn.lock();
        try {
            database.transaction(work);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public int begin(Instant now, boolean everything) {
        return locked(() -> {
            boolean open = database.one("SELECT 1 FROM round WHERE ended IS NULL", row -> 1)
                    .isPresent();
            if (!open) {
                round++;
                database.transaction(() -> {
                    database.update("INSERT INTO round (number, started) VALUES (?, ?)", round, now.toEpochMilli());
                    database.update(
                            "UPDATE address SET open = 1 WHERE missing < ? AND url <> '' AND (? OR due <= ?)",
                            GONE_FOR_GOOD,
                            everything,
                            now.toEpochMilli());
                });
                count();
            }
            begun = database.one(
                            "SELECT started FROM round WHERE number = ?",
                            row -> Instant.ofEpochMilli(row.getLong(1)),
                            round)
                    .orElse(now);
            return round;
        });
    }

    @Override
    public void end(Instant now) {
        kept(() -> database.update("UPDATE round SET ended = ? WHERE ended IS NULL", now.toEpochMilli()));
    }

    private void count() {
        Map<String, Integer> many = new HashMap<>();
        database.each("SELECT host, count(*) FROM address WHERE open = 1 GROUP BY host", row -> {
            many.put(row.getString(1), row.getInt(2));
            return true;
        });
        hosts.count(many);
    }

    @Override
    public void offer(Collection<Lead> leads, Instant now) {
        kept(() -> leads.forEach(lead -> take(lead, now)));
    }

    private void take(Lead lead, Instant now) {
        String host = names.host(lead.url(), lead.scope());
        String identity = names.identity(lead.url(), lead.scope());
        boolean image = lead.role() == Role.IMAGE;
        int added = database.update(
                """
                INSERT INTO address (identity, role, url, host, scope, depth, urgency, referrer, family, open, due, first_seen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?) ON CONFLICT DO NOTHING""",
                identity,
                lead.role().name(),
                lead.url().toString(),
                host,
                lead.scope(),
                lead.depth(),
                lead.urgency() + (image && Family.namesSize(lead.url()) ? 1 : 0),
                lead.referrer().map(Url::toString).orElse(null),
                image ? names.family(lead.url(), lead.scope()) : null,
                now.toEpochMilli());
        boolean isNew = added > 0;
        if (!isNew && Urgency.hurries(lead)) {
            hurry(lead, identity);
        }
        if (!isNew && lead.lastModified().isPresent()) {
            added = database.update(
                    """
                    UPDATE address SET open = 1, urgency = ?
                    WHERE identity = ? AND role = ? AND open = 0 AND round < ? AND visited < ?""",
                    lead.urgency(),
                    identity,
                    lead.role().name(),
                    round,
                    lead.lastModified().get().toEpochMilli());
        }
        if (!image && !isNew) {
            added += nearer(lead, identity);
        }
        if (added > 0) {
            hosts.add(host);
        }
        hosts.comeBefore(host, lead);
    }

    /** A shorter way to a page counts from now on; answers whether it is to be visited again, since it was too far. */
    private int nearer(Lead lead, String identity) {
        int reopened = database.update(
                "UPDATE address SET open = 1 WHERE identity = ? AND role = ? AND depth > ? AND open = 0 AND why = ?",
                identity,
                lead.role().name(),
                lead.depth(),
                Visit.Why.BUDGET.name());
        int closer = database.update(
                "UPDATE address SET depth = ? WHERE identity = ? AND role = ? AND depth > ?",
                lead.depth(),
                identity,
                lead.role().name(),
                lead.depth());
        if (closer > 0) {
            hosts.changed(names.host(lead.url(), lead.scope()));
        }
        return reopened;
    }

    /** A page that waits already may be news: never seen, or changed since. */
    private void hurry(Lead lead, String identity) {
        database.update(
                """
                UPDATE address SET urgency = ?
                WHERE identity = ? AND role = ? AND open = 1 AND round < ? AND urgency > ? AND (visits = 0 OR visited < ?)""",
                lead.urgency(),
                identity,
                lead.role().name(),
                round,
                lead.urgency(),
                lead.lastModified().map(Instant::toEpochMilli).orElse(0L));
    }

    @Override
    public Map<String, Integer> waiting() {
        return locked(hosts::waiting);
    }

    @Override
    public Set<String> ready() {
        return locked(hosts::ready);
    }

    @Override
    public boolean isEmpty() {
        return locked(() -> hosts.size() == 0);
    }

    @Override
    public Optional<Errand> next(String host) {
        return locked(() -> hosts.next(host));
    }

    private List<Hosts.Ready> ahead(String host, int most) {
        return database.list(
                """
                SELECT id, url, role, scope, depth, referrer, iif(missed = 2, NULL, etag), iif(missed = 2, NULL, modified),
                    iif(missed = 2, NULL, digest), urgency FROM address
                WHERE host = ? AND open = 1 ORDER BY urgency, id LIMIT ?""",
                row -> new Hosts.Ready(
                        new Errand(
                                row.getLong(1),
                                Url.of(row.getString(2)),
                                Role.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getInt(5),
                                Optional.ofNullable(row.getString(6)).flatMap(Url::parse),
                                new Validators(
                                        Optional.ofNullable(row.getString(7)), Optional.ofNullable(row.getString(8))),
                                Optional.ofNullable(row.getString(9))),
                        row.getInt(10)),
                host,
                most);
    }

    @Override
    public void giveBack(Errand errand) {
        locked(() -> {
            hosts.giveBack(errand);
            return errand;
        });
    }

    @Override
    public void keep(Errand errand, Visit visit, Instant now) {
        kept(() -> {
            switch (visit) {
                case Visit.Read read -> {
                    answered(errand, read.answer(), now);
                    explain(
                            errand,
                            read.why().map(Enum::name).orElse(null),
                            read.explanation().orElse(null));
                    read.leads().forEach(lead -> take(lead, now));
                    sightings.read(errand, read, now);
                }
                case Visit.Seen seen -> {
                    answered(errand, seen.answer(), now);
                    explain(errand, null, null);
                    sightings.keep(seen.picture());
                    sightings.back(errand, now);
                }
                case Visit.Useless useless -> {
                    answered(errand, useless.answer(), now);
                    sightings.keep(useless.picture());
                    explain(errand, useless.why().name(), useless.explanation());
                }
                case Visit.Spared spared -> {
                    answered(errand, spared.answer(), now);
                    explain(errand, null, null);
                    if (spared.answer().isOf(errand.digest())) {
                        sightings.same(errand, now);
                    }
                    sightings.back(errand, now);
                }
                case Visit.Same same -> {
                    database.update(
                            "UPDATE address SET why = NULL, explanation = NULL, status = 200 WHERE id = ? AND missed = 1",
                            errand.id());
                    answered(errand, same.answer(), now);
                    sightings.same(errand, now);
                }
                case Visit.Missed missed -> missed(errand, missed, now);
            }
        });
        locked(() -> {
            hosts.done(errand);
            return errand;
        });
    }

    private void answered(Errand errand, Answer answer, Instant now) {
        boolean changed = errand.digest().isPresent() && !errand.digest().get().equals(answer.digest());
        if (errand.role() == Role.IMAGE) {
            sightings.changing(errand.id(), answer.digest());
        }
        Instant due = errand.digest().isEmpty() ? second(now) : nextVisit(errand, changed, now);
        database.update(
                """
                UPDATE address SET open = 0, round = ?, status = CASE ? WHEN 304 THEN status ELSE ? END, landed = ?, etag = ?, modified = ?, digest = ?,
                    bytes = ?, visits = visits + 1, changes = changes + ?, visited = ?, due = ?, missing = 0, missed = 0,
                    urgency = ?
                WHERE id = ?""",
                round,
                answer.status(),
                answer.status(),
                answer.landed().toString(),
                answer.validators().etag().orElse(null),
                answer.validators().lastModified().orElse(null),
                answer.digest(),
                answer.bytes(),
                changed ? 1 : 0,
                now.toEpochMilli(),
                due.toEpochMilli(),
                Urgency.again(errand.role(), errand.url(), now),
                errand.id());
    }

    private void explain(Errand errand, @Nullable String why, @Nullable String explanation) {
        database.update("UPDATE address SET why = ?, explanation = ? WHERE id = ?", why, explanation, errand.id());
    }

    private Instant second(Instant now) {
        return ChangeRate.second(now, begun, every);
    }

    private Instant nextVisit(Errand errand, boolean changed, Instant now) {
        return database.one(
                        "SELECT visits, changes, first_seen FROM address WHERE id = ?",
                        row -> now.plus(ChangeRate.wait(
                                row.getInt(1),
                                row.getInt(2) + (changed ? 1 : 0),
                                Duration.ofMillis(now.toEpochMilli() - row.getLong(3)))),
                        errand.id())
                .orElseGet(() -> second(now));
    }

    private void missed(Errand errand, Visit.Missed missed, Instant now) {
        boolean gone = missed.status() == 404 || missed.status() == 410;
        database.update(
                """
                UPDATE address SET open = 0, round = ?, status = ?, visited = ?, due = ?, missing = missing + ?,
                    missed = CASE WHEN ? OR missed = 2 OR missed = 0 AND explanation IS NOT NULL THEN 2 ELSE 1 END,
                    why = ?, explanation = ?, bytes = ?, urgency = coalesce(?, urgency)
                WHERE id = ?""",
                round,
                missed.status(),
                now.toEpochMilli(),
                (gone ? now.plus(ChangeRate.AT_FIRST) : second(now)).toEpochMilli(),
                gone ? 1 : 0,
                gone,
                missed.why().name(),
                missed.explanation(),
                missed.bytes(),
                missed.why().isUnasked() ? null : Urgency.again(errand.role(), errand.url(), now),
                errand.id());
        if (gone) {
            sightings.gone(errand);
        }
    }

    @Override
    public Optional<Visit.Spared> spared(Errand errand) {
        return locked(() -> spares.spared(errand, round));
    }

    @Override
    public Optional<Visit.Spared> spared(Errand errand, Url target) {
        return locked(() -> spares.spared(errand, target, round));
    }

    @Override
    public Optional<Picture> picture(String digest) {
        return locked(() -> sightings.picture(digest));
    }

    /**
     * Says which works are looked for. If they are others than before, what images show is forgotten: every image will be
     * looked at again, in this round those that were looked at already.
     *
     * @param works the same only for the same works
     * @return whether they are others
     */
    public boolean looksFor(String works) {
        boolean others = locked(() -> !database.one("SELECT works FROM looked_for", row -> row.getString(1))
                .equals(Optional.of(works)));
        if (others) {
            kept(() -> {
                sightings.forgetPictures();
                database.update("DELETE FROM looked_for");
                database.update("INSERT INTO looked_for (works) VALUES (?)", works);
            });
        }
        return locked(() -> {
            count();
            return others;
        });
    }

    /** All places where works were found. */
    public List<Shown> found() {
        return locked(sightings::found);
    }

    @Override
    public void asked(BiConsumer<Url, String> told) {
        locked(() -> {
            database.each(
                    """
                    SELECT url, CASE role WHEN ? THEN coalesce(digest, '') ELSE '' END, scope FROM address
                    WHERE role <> ? AND (visits > 0 OR status > 0) ORDER BY id""",
                    row -> {
                        if (!names.apart().test(row.getString(3))) {
                            told.accept(Url.of(row.getString(1)), row.getString(2));
                        }
                        return true;
                    },
                    Role.PAGE.name(),
                    Role.IMAGE.name());
            return true;
        });
    }

    @Override
    public List<Trouble> troubles() {
        return locked(() -> database.list(
                """
                SELECT CASE url WHEN '' THEN substr(identity, instr(identity, char(10)) + 1) ELSE url END AS at, role,
                    scope, referrer, coalesce(why, ?), status, explanation, visited FROM address
                WHERE explanation IS NOT NULL ORDER BY scope, at""",
                row -> new Trouble(
                        row.getString(1),
                        Role.valueOf(row.getString(2)),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4)).orElse(""),
                        Visit.Why.valueOf(row.getString(5)),
                        row.getInt(6),
                        row.getString(7),
                        Instant.ofEpochMilli(row.getLong(8))),
                Visit.Why.UNREADABLE.name()));
    }

    @Override
    public List<Coverage> coverage() {
        return locked(() -> Coverage.read(database, round));
    }

    @Override
    public void close() {
        locked(() -> {
            database.close();
            return true;
        });
    }
}
