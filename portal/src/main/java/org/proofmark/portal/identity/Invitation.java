package org.proofmark.portal.identity;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is invited, to do what.
 *
 * @param email whom
 * @param roles of the account
 */
public record Invitation(String email, Set<Role> roles) {
    public Invitation {
        roles = Set.copyOf(roles);
    }

    /** Reads what {@link #toString} wrote. */
    public static Invitation parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Invitation(
                parts[0], Arrays.stream(parts).skip(1).map(Role::valueOf).collect(Collectors.toSet()));
    }

    @Override
    public String toString() {
        return email + " " + roles.stream().map(Role::name).sorted().collect(Collectors.joining(" "));
    }
}
