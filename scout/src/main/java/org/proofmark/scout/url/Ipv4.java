package org.proofmark.scout.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IPv4 addresses in all the spellings a browser takes: decimal, octal, hexadecimal, one to four parts (url.spec.whatwg.org, 3.5). */
final class Ipv4 {
    private Ipv4() {}

    /** Whether a host must be an IPv4 address or nothing: its last label is a number. */
    static boolean isMeant(String host) {
        String name = withoutLastDot(host);
        String last = name.substring(name.lastIndexOf('.') + 1);
        return !last.isEmpty()
                && (last.chars().allMatch(c -> c >= '0' && c <= '9') || last.matches("0[xX][0-9a-fA-F]*"));
    }

    /** Four decimal parts, as a browser writes it; empty where a part is no number or too large. */
    static Optional<String> parse(String host) {
        List<Long> parts = new ArrayList<>();
        for (String part : withoutLastDot(host).split("\\.", -1)) {
            Optional<Long> number = number(part);
            if (number.isEmpty() || parts.size() == 4) {
                return Optional.empty();
            }
            parts.add(number.get());
        }
        return join(parts).map(Ipv4::write);
    }

    private static String withoutLastDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The last part fills all the bytes the others leave. */
    private static Optional<Long> join(List<Long> parts) {
        long last = parts.removeLast();
        if (last >= 1L << 8 * (4 - parts.size())) {
            return Optional.empty();
        }
        long address = last;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) > 255) {
                return Optional.empty();
            }
            address += parts.get(i) << 8 * (3 - i);
        }
        return Optional.of(address);
    }

    /** Numbers that need more than 12 digits are too large for any part; leading zeros do not count. */
    private static Optional<Long> number(String part) {
        if (part.isEmpty()) {
            return Optional.empty();
        }
        boolean hex = part.startsWith("0x") || part.startsWith("0X");
        boolean octal = !hex && part.length() > 1 && part.startsWith("0");
        String digits = hex ? part.substring(2) : part;
        if (!digits.matches(hex ? "[0-9a-fA-F]*" : octal ? "[0-7]*" : "[0-9]*")) {
            return Optional.empty();
        }
        String significant = digits.replaceFirst("^0+", "");
        if (significant.length() > 12) {
            return Optional.of(Long.MAX_VALUE);
        }
        return Optional.of(significant.isEmpty() ? 0 : Long.parseLong(significant, hex ? 16 : octal ? 8 : 10));
    }

    private static String write(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
