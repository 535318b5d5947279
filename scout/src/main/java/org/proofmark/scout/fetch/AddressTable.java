package org.proofmark.scout.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a stranger's link may lead to: those of the public internet.
 *
 * <p>The ranges are IANA's special-purpose registries (RFC 6890, as of 2025), multicast, what is reserved, and the
 * addresses by which clouds tell a machine its secrets. An IPv6 address that carries an IPv4 address is judged by both.
 * Private networks (loopback, RFC 1918, unique local) can be opened; nothing else can.
 */
public final class AddressTable {
    /** A range of addresses; {@code ours} can be opened. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Range(byte[] prefix, int bits, boolean ours, String what) {
        static Range of(String cidr, boolean ours, String what) {
            int slash = cidr.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(),
                    Integer.parseInt(cidr.substring(slash + 1)),
                    ours,
                    what);
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Where an IPv6 address carries an IPv4 address; {@code flipped} as Teredo writes it. */
    private record Carrier(Range range, int offset, boolean flipped) {
        Optional<byte[]> carried(byte[] address) {
            if (!range.holds(address)) {
                return Optional.empty();
            }
            byte[] inner = Arrays.copyOfRange(address, offset, offset + 4);
            for (int i = 0; flipped && i < 4; i++) {
                inner[i] = (byte) ~inner[i];
            }
            return Optional.of(inner);
        }
    }

    /** The narrower stand before the wider. */
    private static final List<Range> TABLE = List.of(
            closed("168.63.129.16/32", "a cloud's metadata"),
            closed("169.254.169.254/32", "a cloud's metadata"),
            closed("100.100.100.200/32", "a cloud's metadata"),
            closed("192.0.0.192/32", "a cloud's metadata"),
            closed("0.0.0.0/8", "this network"),
            open("10.0.0.0/8", "a private network"),
            closed("100.64.0.0/10", "a provider's inner network"),
            open("127.0.0.0/8", "this machine"),
            closed("169.254.0.0/16", "link-local"),
            open("172.16.0.0/12", "a private network"),
            closed("192.0.0.0/24", "reserved for protocols"),
            closed("192.0.2.0/24", "reserved for documentation"),
            closed("192.88.99.0/24", "reserved (6to4 relays)"),
            open("192.168.0.0/16", "a private network"),
            closed("198.18.0.0/15", "reserved for measurements"),
            closed("198.51.100.0/24", "reserved for documentation"),
            closed("203.0.113.0/24", "reserved for documentation"),
            closed("224.0.0.0/4", "multicast"),
            closed("240.0.0.0/4", "reserved"),
            closed("::/128", "this network"),
            open("::1/128", "this machine"),
            closed("64:ff9b:1::/48", "an inner NAT64 network"),
            closed("fd00:ec2::/32", "a cloud's metadata"),
            closed("fd00:c1::/32", "a cloud's metadata"),
            closed("fd20:ce::/32", "a cloud's metadata"),
            open("fc00::/7", "a private network"),
            closed("fe80::/10", "link-local"),
            closed("fec0::/10", "a private network of old"),
            closed("ff00::/8", "multicast"),
            closed("2001::/23", "reserved for protocols"),
            closed("2001:db8::/32", "reserved for documentation"),
            closed("2002::/16", "a tunnel (6to4)"),
            closed("3fff::/20", "reserved for documentation"));

    private static final Range NAT64 = closed("64:ff9b::/96", "NAT64");
    private static final Range GLOBAL = closed("2000::/3", "global unicast");

    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(closed("::/96", "IPv4-compatible"), 12, false),
            new Carrier(closed("::ffff:0:0:0/96", "IPv4-translated"), 12, false),
            new Carrier(NAT64, 12, false),
            new Carrier(closed("64:ff9b:1::/48", "NAT64"), 12, false),
            new Carrier(closed("2002::/16", "6to4"), 2, false),
            new Carrier(closed("2001::/32", "Teredo"), 12, true));

    private AddressTable() {}

    private static Range closed(String cidr, String what) {
        return Range.of(cidr, false, what);
    }

    private static Range open(String cidr, String what) {
        return Range.of(cidr, true, what);
    }

    /** Why an address may not be connected to; empty where it may. */
    public static Optional<String> refusal(InetAddress address, boolean allowPrivateNetworks) {
        return refusal(address.getAddress(), allowPrivateNetworks);
    }

    private static Optional<String> refusal(byte[] address, boolean allowPrivateNetworks) {
        Optional<Range> listed =
                TABLE.stream().filter(range -> range.holds(address)).findFirst();
        if (listed.isPresent()) {
            return listed.filter(range -> !(range.ours && allowPrivateNetworks)).map(Range::what);
        }
        return address.length == 4 ? Optional.empty() : ofVersion6(address);
    }

    /** A carried address must be public even where private networks are open: no honest link hides one. */
    private static Optional<String> ofVersion6(byte[] address) {
        Optional<String> inner = CARRIERS.stream()
                .flatMap(carrier -> carrier.carried(address).stream())
                .findFirst()
                .or(() -> isatap(address))
                .flatMap(carried -> refusal(carried, false))
                .map(what -> what + ", wrapped in an IPv6 address");
        boolean isPublic = GLOBAL.holds(address) || NAT64.holds(address);
        return inner.or(() -> isPublic ? Optional.empty() : Optional.of("no public address"));
    }

    /** ISATAP: the last half begins with 0000:5efe or 0200:5efe (RFC 5214). */
    private static Optional<byte[]> isatap(byte[] address) {
        boolean is = (address[8] & ~2) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
        return is ? Optional.of(Arrays.copyOfRange(address, 12, 16)) : Optional.empty();
    }
}
