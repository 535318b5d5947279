package org.proofmark.portal.identity;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;

/**
 * Who asks.
 *
 * @param person the person
 * @param holder for whom the person acts: the holder whose works are seen and changed
 * @param name as shown
 * @param roles what the person may do
 * @param writes whether anything may be changed; an API key may be for reading only, and says by its {@link Scope}s where
 */
public record SignedIn(PersonId person, HolderId holder, String name, Set<Role> roles, boolean writes)
        implements Principal, Serializable {
    private static final long serialVersionUID = 1;

    public SignedIn {
        roles = Set.copyOf(roles);
    }

    /** For Spring, which keeps sessions by this name. */
    @Override
    public String getName() {
        return person.toString();
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
