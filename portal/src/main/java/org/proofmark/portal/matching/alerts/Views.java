package org.proofmark.portal.matching.alerts;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.platform.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A holder's saved views. */
@Service
@Transactional
public class Views {
    static final int LONGEST_NAME = 100;
    static final int MOST = 100;

    private final ViewStore store;
    private final Matches matches;
    private final InstantSource clock;

    Views(ViewStore store, Matches matches, InstantSource clock) {
        this.store = store;
        this.matches = matches;
        this.clock = clock;
    }

    /** A view and how many matches it shows now. */
    public record Counted(View view, long matches) {}

    /** By name. */
    @Transactional(readOnly = true)
    public List<View> of(SignedIn by) {
        return store.of(by.holder());
    }

    @Transactional(readOnly = true)
    public List<Counted> counted(SignedIn by) {
        return of(by).stream()
                .map(view -> new Counted(view, matches.count(by, Asked.parse(view.query()))))
                .toList();
    }

    @Transactional(readOnly = true)
    public View find(SignedIn by, ViewId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    /** Keeps a view; the same id again is the same view. */
    public View keep(SignedIn by, ViewId id, String name, Asked asked) {
        Optional<View> there = store.find(by.holder(), id);
        if (there.isPresent()) {
            return there.get();
        }
        if (of(by).size() >= MOST) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.manyViews", MOST);
        }
        View view = new View(id, name(name), asked.toString(), clock.instant());
        try {
            if (!store.insert(by.holder(), by.person(), view)) {
                throw new Refused(Refused.Kind.CONFLICT, "refused.idTaken");
            }
        } catch (DuplicateKeyException named) {
            throw taken();
        }
        return view;
    }

    public View change(SignedIn by, ViewId id, String name, Asked asked) {
        View old = find(by, id);
        View view = new View(id, name(name), asked.toString(), old.madeAt());
        try {
            store.change(by.holder(), view);
        } catch (DuplicateKeyException named) {
            throw taken();
        }
        return view;
    }

    public void delete(SignedIn by, ViewId id) {
        find(by, id);
        store.delete(by.holder(), id);
    }

    private static Refused taken() {
        return new Refused(Refused.Kind.CONFLICT, "refused.viewName");
    }

    private static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.name", LONGEST_NAME);
        }
        return name;
    }
}
