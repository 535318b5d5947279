package org.proofmark.scout.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks documents that are packed by themselves: {@code sitemap.xml.gz}. */
final class Packed {
    private Packed() {}

    /** What could be unpacked within the limit. */
    static byte[] unpacked(byte[] body, Findings findings) {
        int most = findings.limits().unpackedBytes();
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int n = in.read(chunk); n >= 0 && unpacked.size() < most; n = in.read(chunk)) {
                unpacked.write(chunk, 0, Math.min(n, most - unpacked.size()));
            }
            if (unpacked.size() == most) {
                findings.trouble("unpacked more than %,d bytes".formatted(most));
            }
        } catch (IOException broken) {
            findings.trouble("not unpacked to the end: " + broken.getMessage());
        }
        return unpacked.toByteArray();
    }
}
