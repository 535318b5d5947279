package org.proofmark.scout.url;

import com.google.common.net.InternetDomainName;

/**
 * What one operator answers for: a registrable domain (by the public suffix list, private suffixes too: each
 * {@code name.github.io} is a site of its own), or an IP address, or a single label.
 *
 * @param name lower case, punycode
 */
public record Site(String name) {
    public Site {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a site without a name");
        }
    }

    /** The site of a host as {@link Url#host()} writes it. A public suffix asked for itself is a site by itself. */
    static Site ofHost(String host) {
        String name = host.endsWith(".") && host.length() > 1 ? host.substring(0, host.length() - 1) : host;
        if (Host.address(name).isPresent() || name.indexOf('.') < 0) {
            return new Site(name);
        }
        if (!InternetDomainName.isValid(name)) {
            return withoutOddLabels(name);
        }
        InternetDomainName domain = InternetDomainName.from(name);
        if (domain.isUnderPublicSuffix()) {
            return new Site(domain.topPrivateDomain().toString());
        }
        return new Site(domain.hasPublicSuffix() ? name : lastTwoLabels(name));
    }

    /** Name servers answer for labels no domain may have ({@code -a.example.org}): they make no new site. */
    private static Site withoutOddLabels(String name) {
        String parent = name.substring(name.indexOf('.') + 1);
        return parent.isBlank() ? new Site(name) : ofHost(parent);
    }

    /** The list's rule for what it does not list: {@code *}. */
    private static String lastTwoLabels(String name) {
        int dot = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        return name.substring(dot + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
