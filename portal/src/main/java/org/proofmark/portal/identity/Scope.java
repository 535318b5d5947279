package org.proofmark.portal.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;

/** What an API key may be good for: one area of the API, to read in it or to change things as well. */
public enum Scope implements GrantedAuthority {
    CATALOGUE_READ,
    CATALOGUE_WRITE,
    SOURCES_READ,
    SOURCES_WRITE,
    MATCHING_READ,
    MATCHING_WRITE,
    ACCOUNT_READ,
    ACCOUNT_WRITE,
    ADMINISTRATION_READ,
    ADMINISTRATION_WRITE;

    private static final String MODULES = "org.proofmark.portal.";

    /** A part of the API. */
    public enum Area {
        /** Works, collections, licences, uploads, imports. */
        CATALOGUE,
        /** Sources and what they covered. */
        SOURCES,
        /** Matches, rules, searches by image, alerts. */
        MATCHING,
        /** The person's own account and organisations. */
        ACCOUNT,
        /** Whatever administrators alone may do. */
        ADMINISTRATION;

        /** The area of a handler: administrators' by its rule, else by the module it is of; none if no key opens it. */
        static Optional<Area> of(Class<?> handler, Allow rule) {
            if (Set.of(rule.value()).equals(Set.of(Role.ADMINISTRATOR))) {
                return Optional.of(ADMINISTRATION);
            }
            String module = handler.getName().startsWith(MODULES)
                    ? handler.getName().substring(MODULES.length()).split("\\.", 2)[0]
                    : "";
            return switch (module) {
                case "catalogue" -> Optional.of(CATALOGUE);
                case "discovery" -> Optional.of(SOURCES);
                case "matching" -> Optional.of(MATCHING);
                case "identity" -> Optional.of(ACCOUNT);
                default -> Optional.empty();
            };
        }
    }

    public Area area() {
        return Area.valueOf(name().substring(0, name().lastIndexOf('_')));
    }

    /** Whether things may be changed; who may change may read. */
    public boolean writes() {
        return name().endsWith("_WRITE");
    }

    boolean opens(Area area, boolean writing) {
        return area() == area && (writes() || !writing);
    }

    /** Reads what {@link #name} wrote, once for each. */
    static Set<Scope> parse(String[] names) {
        return Arrays.stream(names).map(Scope::valueOf).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    @Override
    public String getAuthority() {
        return name();
    }
}
