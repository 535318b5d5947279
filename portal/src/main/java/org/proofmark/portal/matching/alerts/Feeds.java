package org.proofmark.portal.matching.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchReader;
import org.proofmark.portal.matching.MatchRow;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A person's feeds. Whoever knows a feed's address reads it, so the address is told once, and can be made anew. */
@Service
@Transactional
public class Feeds {
    static final int LONGEST_NAME = 100;
    static final int MOST = 20;

    /** Entries of a feed; readers come more often than that many matches are found, or are told at the end of it. */
    private static final int ENTRIES = 50;

    private static final Duration GRAIN = Duration.ofHours(1);

    private final FeedStore store;
    private final MatchReader matches;
    private final People people;
    private final Blobs blobs;
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();

    Feeds(FeedStore store, MatchReader matches, People people, Blobs blobs, Audit audit, InstantSource clock) {
        this.store = store;
        this.matches = matches;
        this.people = people;
        this.blobs = blobs;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A feed and the secret in its address, which is told this once.
     *
     * @param secret nothing where the feed was there already
     */
    public record Made(Feed feed, Optional<String> secret) {}

    @Transactional(readOnly = true)
    public List<Feed> of(SignedIn by) {
        return store.of(by.holder(), by.person());
    }

    @Transactional(readOnly = true)
    public Feed find(SignedIn by, FeedId id) {
        return store.find(by.holder(), by.person(), id).orElseThrow(Refused::notFound);
    }

    /**
     * Makes a feed; the same id again is the same feed.
     *
     * @param asked which matches; their order does not count
     */
    public Made make(SignedIn by, FeedId id, String name, Asked asked) {
        Optional<Feed> there = store.find(by.holder(), by.person(), id);
        if (there.isPresent()) {
            return new Made(there.get(), Optional.empty());
        }
        if (of(by).size() >= MOST) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.manyFeeds", MOST);
        }
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME || plain.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.name", LONGEST_NAME);
        }
        Feed feed = new Feed(
                id,
                by.holder(),
                by.person(),
                plain,
                asked.toString(),
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        String secret = Secret.fresh(chance);
        if (!store.insert(feed, Secret.digest(secret))) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.idTaken");
        }
        note(by, "feed.made", feed);
        return new Made(feed, Optional.of(secret));
    }

    /** A new address, told this once; at the old one there is nothing any more. */
    public String renew(SignedIn by, FeedId id) {
        Feed feed = find(by, id);
        String secret = Secret.fresh(chance);
        store.renew(by.holder(), id, Secret.digest(secret), clock.instant());
        note(by, "feed.renewed", feed);
        return secret;
    }

    public void delete(SignedIn by, FeedId id) {
        Feed feed = find(by, id);
        store.delete(by.holder(), id);
        note(by, "feed.deleted", feed);
    }

    private void note(SignedIn by, String act, Feed feed) {
        audit.note(Optional.of(by.person().value()), act, feed.id(), feed.name());
    }

    /** What stands in a feed, newest first. */
    public record Content(Feed feed, List<MatchRow> rows) {}

    /** What a secret opens, as long as who made it still acts for the holder. */
    public Content read(String secret) {
        Feed feed = open(secret);
        store.read(feed.id(), clock.instant(), clock.instant().minus(GRAIN));
        return new Content(feed, matches.first(feed.holder(), asked(feed), ENTRIES));
    }

    private Feed open(String secret) {
        return store.bySecret(Secret.digest(secret)).filter(this::stillTheirs).orElseThrow(Refused::notFound);
    }

    private boolean stillTheirs(Feed feed) {
        return people.byId(feed.person())
                .map(person -> new SignedIn(person.id(), feed.holder(), person.name(), person.roles(), false))
                .flatMap(people::now)
                .filter(now -> now.holder().equals(feed.holder()) && now.is(Role.CREATOR))
                .isPresent();
    }

    /** As it was asked, newest first. */
    static Asked asked(Feed feed) {
        return Asked.parse(feed.query()).with("sort", "newest");
    }

    /** A small picture of a copy, made anew from its pixels. */
    public record Thumbnail(Sha256 digest, InputStream bytes) {}

    @Transactional(readOnly = true)
    public Thumbnail thumbnail(String secret, MatchId match) throws IOException {
        Feed feed = open(secret);
        Sha256 digest = store.thumbnail(feed.holder(), match).orElseThrow(Refused::notFound);
        return new Thumbnail(digest, blobs.open(digest).orElseThrow(Refused::notFound));
    }
}
