package org.proofmark.scout.url;

import com.ibm.icu.text.IDNA;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Hosts as a browser reads and writes them (url.spec.whatwg.org, 3.5): domains in punycode by UTS 46 (non-transitional,
 * hyphens and lengths not checked, not strict), IPv4 and IPv6 addresses, opaque hosts of other schemes.
 */
final class Host {
    /** A domain of more characters is refused before it costs anything: no name server knows one of more than 255. */
    private static final int MAX_LENGTH = 8_000;

    private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private static final Set<IDNA.Error> TOLERATED = EnumSet.of(
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG,
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4);

    private Host() {}

    /** The host as a browser writes it; empty where it would refuse it. */
    static Optional<String> parse(String text, boolean special) {
        if (text.startsWith("[")) {
            return text.endsWith("]")
                    ? Ipv6.parse(text.substring(1, text.length() - 1)).map(address -> "[" + address + "]")
                    : Optional.empty();
        }
        if (special) {
            return domain(PercentEncoding.decode(text));
        }
        return text.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)
                ? Optional.empty()
                : Optional.of(PercentEncoding.CONTROL.encode(text));
    }

    /** The IP address a written host is; empty where it is a name. */
    static Optional<InetAddress> address(String host) {
        boolean bracketed = host.startsWith("[");
        if (!bracketed && !Ipv4.isMeant(host)) {
            return Optional.empty();
        }
        return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
    }

    private static Optional<String> domain(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Optional<String> ascii = toAscii(text)
                .filter(domain -> !domain.isEmpty() && domain.chars().noneMatch(Host::forbidden));
        return ascii.filter(Ipv4::isMeant).isPresent() ? ascii.flatMap(Ipv4::parse) : ascii;
    }

    private static boolean forbidden(int c) {
        return c <= 0x20 || c == 0x7f || c == '%' || FORBIDDEN.indexOf(c) >= 0;
    }

    private static Optional<String> toAscii(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(
                    text.toLowerCase(Locale.ROOT)); // even xn-- labels that decode to nonsense: sites use them
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = UTS46.nameToASCII(text, new StringBuilder(), info).toString();
        return TOLERATED.containsAll(info.getErrors()) ? Optional.of(ascii) : Optional.empty();
    }
}
