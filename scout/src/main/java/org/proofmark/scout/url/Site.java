package org.proofmark.scout.url;

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

    @Override
    public String toString() {
        return name;
    }
}
