package org.proofmark.portal.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Room;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.url.Url;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is watched. A source is there once: who adds one that is there watches it too, and it is walked as often and as far as
 * all who watch it ask for together. An administrator sees those of everyone, and may stop them.
 */
@Service
public class Sources {
    /** Sources one holder may watch. */
    static final int MOST_WATCHED = 1_000;

    private static final int LARGEST_LIST = 16 << 20;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LONGEST_NAME = 300;
    private static final int MOST_LISTED = 500;
    private static final int MOST_NAMED = 100;
    private static final int MOST_SITES = 50;

    private final SourceStore store;
    private final SharedTurns turns;
    private final Blobs blobs;
    private final Room room;
    private final SightingStore sightings;
    private final Audit audit;
    private final InstantSource clock;
    private final TransactionTemplate together;

    Sources(
            SourceStore store,
            SharedTurns turns,
            Blobs blobs,
            Room room,
            SightingStore sightings,
            Audit audit,
            InstantSource clock,
            TransactionTemplate together) {
        this.store = store;
        this.turns = turns;
        this.blobs = blobs;
        this.room = room;
        this.sightings = sightings;
        this.audit = audit;
        this.clock = clock;
        this.together = together;
    }

    /** Sources in order, and the cursor of those after them. */
    public record Stretch(List<Source> sources, Optional<SourceId> next) {
        public Stretch {
            sources = List.copyOf(sources);
        }
    }

    /** An address as somebody typed it, with or without its scheme. */
    public static Url address(String typed) {
        String text = typed.strip();
        String whole = text.contains("://") ? text : "https://" + text;
        return Optional.of(whole)
                .filter(address -> address.length() <= LONGEST_ADDRESS)
                .flatMap(Url::parse)
                .filter(Url::isHttp)
                .filter(url -> url.username().isEmpty() && url.password().isEmpty())
                .map(Url::withoutFragment)
                .orElseThrow(() -> Refused.invalid("refused.address", cut(text)));
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    /**
     * Watches an address.
     *
     * @param id made by the caller: the same again is the same source; one that is there already keeps its own
     * @param everyones whether it is watched for everyone; only an administrator may want that
     */
    public Source add(SignedIn by, SourceId id, Source.Kind kind, String typed, Source.Wish wish, boolean everyones) {
        if (kind.uploaded()) {
            throw Refused.invalid("refused.sourceFile");
        }
        Url url = address(typed);
        String site = siteName(url);
        SourceStore.Made made = new SourceStore.Made(
                id,
                kind,
                kind == Source.Kind.SITE ? "SITE " + site : kind + " " + url.identity(),
                site,
                kind == Source.Kind.SITE ? site : shown(url),
                List.of(url.toString()),
                Optional.empty(),
                0,
                everyones);
        return add(by, made, wish);
    }

    /**
     * Watches what stands in an uploaded file: a list of addresses, or an archive. Who uploads the same file under another name
     * has a source apart: what others call their files is their own matter.
     */
    public Source upload(
            SignedIn by,
            SourceId id,
            Source.Kind kind,
            String fileName,
            InputStream bytes,
            Source.Wish wish,
            boolean everyones)
            throws IOException {
        if (!kind.uploaded()) {
            throw Refused.invalid("refused.sourceAddress");
        }
        String name = name(fileName);
        Blobs.Kept kept = kept(kind, bytes);
        SourceStore.Made made = new SourceStore.Made(
                id,
                kind,
                kind + " " + kept.digest() + " " + name,
                name,
                name,
                List.of(),
                Optional.of(kept.digest()),
                kept.length(),
                everyones);
        return add(by, made, wish);
    }

    private Blobs.Kept kept(Source.Kind kind, InputStream bytes) throws IOException {
        room.check();
        try {
            if (kind == Source.Kind.WARC) {
                return blobs.keep(bytes);
            }
            byte[] list = bytes.readNBytes(LARGEST_LIST + 1);
            if (list.length > LARGEST_LIST) {
                throw new Refused(Refused.Kind.TOO_LARGE, "refused.listTooLarge", LARGEST_LIST >> 20);
            }
            if (AddressList.parse(list).addresses().isEmpty()) {
                throw Refused.invalid("refused.listEmpty");
            }
            return blobs.keep(new ByteArrayInputStream(list));
        } catch (IOException broken) {
            throw Room.refusalOf(broken);
        }
    }

    /** File names are shown, and only the last part of a path. */
    private static String name(String fileName) {
        String last = fileName.replaceAll("^.*[/\\\\]", "")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        String short_ = last.length() > LONGEST_NAME ? last.substring(0, LONGEST_NAME) : last;
        return short_.isEmpty() ? "?" : short_;
    }

    private Source add(SignedIn by, SourceStore.Made made, Source.Wish wish) {
        if (made.everyones() && !by.is(Role.ADMINISTRATOR)) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden");
        }
        if (store.watched(by.holder()) >= MOST_WATCHED) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.sourcesMost", MOST_WATCHED);
        }
        try {
            SourceId id = java.util.Objects.requireNonNull(together.execute(transaction -> {
                SourceId there = store.add(made, by.person(), wish, clock.instant());
                if (store.watch(there, by.holder(), by.person(), made.addresses(), wish, clock.instant())) {
                    note(by, "source.added", there, made.name());
                }
                sightings.tellAll(there);
                store.agree(there, clock.instant());
                return there;
            }));
            return find(by, id);
        } catch (DuplicateKeyException other) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.otherSource");
        }
    }

    private void note(SignedIn by, String act, SourceId about, String told) {
        audit.note(Optional.of(by.person().value()), act, about, told);
    }

    /** The registered domain; an address or a single word may stand for several servers, so there the port counts. */
    static String siteName(Url url) {
        String site = url.site().name();
        boolean domain =
                site.contains(".") && !site.contains(":") && !Character.isDigit(site.charAt(site.length() - 1));
        return domain ? site : site + ":" + url.port();
    }

    private static String shown(Url url) {
        return url.toString().replaceFirst("^https?://", "");
    }

    /** What a pasted address most likely is; whoever pasted it may know better. */
    public static Source.Kind likelyKind(Url url) {
        String path = url.path().toLowerCase(Locale.ROOT);
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.contains("sitemap") && (last.endsWith(".xml") || last.endsWith(".gz") || last.endsWith(".txt"))) {
            return Source.Kind.SITEMAP;
        }
        boolean feed = last.matches("(feed|rss|atom|index)\\.(xml|json|rdf|atom)|(feed|rss|atom)|.*\\.(rss|atom|rdf)")
                || path.matches(".*/(feed|rss|atom)/");
        if (feed) {
            return Source.Kind.FEED;
        }
        return last.matches(".+\\.(pdf|jpe?g|png|webp|gif|avif)") ? Source.Kind.PAGE : Source.Kind.SITE;
    }

    public Source find(SignedIn by, SourceId id) {
        return store.find(by.holder(), by.is(Role.ADMINISTRATOR), id, clock.instant())
                .orElseThrow(Refused::notFound);
    }

    /**
     * Sources in the order of their names.
     *
     * @param all those of everyone, for an administrator; else what the asker watches and what is watched for everyone
     * @param words that stand in the name; "": any
     */
    public Stretch list(SignedIn by, boolean all, String words, Optional<SourceId> after, int limit) {
        if (limit < 1 || limit > MOST_LISTED || words.length() > MOST_LISTED) {
            throw Refused.invalid("refused.limit");
        }
        boolean everyones = all && by.is(Role.ADMINISTRATOR);
        List<Source> some = store.list(by.holder(), everyones, words.strip(), after, limit + 1, clock.instant());
        return some.size() <= limit
                ? new Stretch(some, Optional.empty())
                : new Stretch(
                        some.subList(0, limit), Optional.of(some.get(limit - 1).id()));
    }

    /** What those the asker watches, and those watched for everyone, brought together. */
    public Overall overall(SignedIn by) {
        return store.overall(by.holder());
    }

    /**
     * The names of what the asker watches and of what is watched for everyone, in their order.
     *
     * @param also one that is named too, if the asker may see it
     */
    public Map<UUID, String> names(SignedIn by, Optional<UUID> also) {
        return store.names(by.holder(), also, MOST_NAMED);
    }

    /** The walks of a source, newest first. */
    public List<Round> rounds(SignedIn by, SourceId id, int limit) {
        return store.rounds(find(by, id).id(), Math.clamp(limit, 1, MOST_LISTED));
    }

    /** What is known of its addresses. */
    public Standing standing(SignedIn by, SourceId id) {
        return store.standing(find(by, id).id());
    }

    /**
     * Addresses of which nothing was seen, those found last first. Where others have the source begin elsewhere, that is not told,
     * nor what stands behind a question mark: it may be a key that was theirs.
     */
    public List<Missed> missed(SignedIn by, SourceId id, Optional<Visit.Why> why, Optional<Long> after, int limit) {
        Source there = find(by, id);
        Set<String> theirs = new HashSet<>(store.begins(id));
        there.addresses().forEach(theirs::remove);
        List<Missed> missed = store.missed(id, why.map(Visit.Why::name), after, Math.clamp(limit, 1, MOST_LISTED));
        return theirs.isEmpty()
                ? missed
                : missed.stream().map(one -> one.told(theirs)).toList();
    }

    /**
     * Changes how often, how far and by what means a source is walked: as far as the asker goes, or, where an administrator
     * does not watch it, for all who do.
     */
    public Source change(SignedIn by, SourceId id, Source.Wish wish, int version) {
        return changing(by, id, version, there -> {
            if (there.mine().isPresent()) {
                store.change(id, by.holder(), wish);
            } else {
                store.changeAll(id, wish);
            }
            note(by, "source.changed", id, there.name());
        });
    }

    /** Lets a source rest as far as the asker goes; an administrator who does not watch it stops it for all. */
    public Source pause(SignedIn by, SourceId id, boolean rest) {
        Source there = find(by, id);
        return changing(by, id, there.version(), source -> {
            if (source.mine().isPresent()) {
                store.change(id, by.holder(), source.mine().get().paused(rest));
            } else {
                store.hold(id, rest);
            }
            note(by, rest ? "source.paused" : "source.resumed", id, source.name());
        });
    }

    /** Stops a source for everyone, or lets it go on; for administrators. */
    public Source hold(SignedIn by, SourceId id, boolean stop) {
        if (!by.is(Role.ADMINISTRATOR)) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden");
        }
        Source there = find(by, id);
        return changing(by, id, there.version(), source -> {
            store.hold(id, stop);
            note(by, stop ? "source.held" : "source.released", id, source.name());
        });
    }

    private Source changing(SignedIn by, SourceId id, int version, java.util.function.Consumer<Source> act) {
        Source there = mayChange(by, id);
        together.executeWithoutResult(transaction -> {
            if (!store.isAt(id, version)) {
                throw new Refused(Refused.Kind.CHANGED, "refused.changed");
            }
            act.accept(there);
            store.agree(id, clock.instant());
        });
        return find(by, id);
    }

    private Source mayChange(SignedIn by, SourceId id) {
        Source there = find(by, id);
        if (there.mine().isEmpty() && !by.is(Role.ADMINISTRATOR)) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.notYourSource");
        }
        return there;
    }

    /** Makes a walk over everything due at once. */
    public Source runNow(SignedIn by, SourceId id) {
        mayChange(by, id);
        store.runNow(id, clock.instant());
        return find(by, id);
    }

    /** Watches a source no more; an administrator who does not watch it ends it for all. What was seen stays. */
    public void remove(SignedIn by, SourceId id) {
        Source there = mayChange(by, id);
        together.executeWithoutResult(transaction -> {
            if (there.mine().isPresent()) {
                store.unwatch(id, by.holder());
            } else {
                store.leave(id);
            }
            store.agree(id, clock.instant());
            store.forgetFile(id);
            note(by, "source.removed", id, there.name());
        });
    }

    /** How its site is treated; where it has several, the one that rests longest. */
    public Manners manners(SignedIn by, SourceId id) {
        Source there = find(by, id);
        List<String> sites = there.kind().uploaded()
                ? store.sites(id, MOST_SITES)
                : store.begins(id).stream()
                        .map(Url::parse)
                        .flatMap(Optional::stream)
                        .map(url -> url.site().name())
                        .limit(1)
                        .toList();
        return sites.stream()
                .map(turns::manners)
                .max(Comparator.comparing(Manners::asked).thenComparingInt(Manners::overloads))
                .orElseGet(() -> turns.manners(""));
    }
}
