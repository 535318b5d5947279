package org.proofmark.portal.catalogue.licences;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.IDN;
import java.util.Optional;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.url.Url;

/**
 * A domain on which a licence permits use, with all below it; or a machine that has an address and no name.
 *
 * @param name lower case, punycode, without {@code www.}; or an IP address
 */
public record LicensedDomain(@JsonValue String name) {
    private static final int LONGEST = 253;

    public LicensedDomain {
        if (name.length() > LONGEST || !isOwned(name)) {
            throw Refused.invalid("refused.domain", name);
        }
    }

    /**
     * Reads a domain from what people write: an address of a page, {@code www.example.org}, {@code *.example.org},
     * {@code Müller.example}.
     *
     * @throws Refused where there is no domain in it that someone can own
     */
    public static LicensedDomain parse(String written) {
        String text = written.strip();
        String bare = text.startsWith("*.") ? text.substring(2) : text;
        Optional<Url> address = Url.parse(bare.contains("://") ? bare : "https://" + bare);
        String host = address.filter(Url::isHttp).map(Url::host).orElse("");
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty()) {
            throw Refused.invalid("refused.domain", text.substring(0, Math.min(text.length(), 100)));
        }
        return new LicensedDomain(name.startsWith("www.") && isOwned(name.substring(4)) ? name.substring(4) : name);
    }

    /** A public suffix ({@code co.uk}) is nobody's: a name below it is a site of its own. */
    private static boolean isOwned(String name) {
        return Url.parse("https://" + name).flatMap(Url::hostAddress).isPresent()
                || name.indexOf('.') > 0
                        && Url.parse("https://x." + name)
                                .filter(below -> !below.site().name().equals(below.host()))
                                .isPresent();
    }

    /** As people read it. */
    public String shown() {
        return IDN.toUnicode(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
