package org.proofmark.scout.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A web archive package (WACZ 1.1.1): a zip with records below {@code archive/} and digests of its members in
 * {@code datapackage.json}. Its own indexes are not used: the records are the truth.
 *
 * @param archives its files of records, unpacked
 * @param seal whether it is what somebody signed
 * @param troubles what is not as stated
 */
record Wacz(List<Member> archives, Seal seal, List<Trouble> troubles) {
    private static final int JSON_BYTES = 16 << 20;
    private static final String PACKAGE = "datapackage.json";
    private static final String DIGEST = "datapackage-digest.json";

    /** A member, and where it was unpacked to. */
    record Member(String name, Path file) {}

    /**
     * Unpacks the files of records.
     *
     * @throws UnreadableArchive where it is no zip, holds no records, or is not what its digests or its signature say
     */
    static Wacz unpack(String name, Path file, Path folder, ArchiveLimits limits)
            throws IOException, UnreadableArchive {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > limits.members()) {
                throw new UnreadableArchive("%,d members, taken are %,d".formatted(zip.size(), limits.members()));
            }
            return new Unpacking(name, zip, Files.createTempDirectory(folder, "package"), limits.unpackedBytes()).run();
        } catch (ZipException e) {
            throw new UnreadableArchive("a broken zip: " + e.getMessage());
        }
    }

    private static final class Unpacking {
        private final String name;
        private final ZipFile zip;
        private final Path folder;
        private final List<Member> archives = new ArrayList<>();
        private final List<Trouble> troubles = new ArrayList<>();
        private Seal seal;
        private long left;

        Unpacking(String name, ZipFile zip, Path folder, long most) {
            this.name = name;
            this.zip = zip;
            this.folder = folder;
            this.left = most;
            this.seal = new Seal(name, Seal.Standing.NONE, "");
        }

        Wacz run() throws IOException, UnreadableArchive {
            Map<String, String> stated = statedDigests();
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (holdsRecords(entry.getName())) {
                    Path to = folder.resolve("member-" + archives.size());
                    compare(entry.getName(), stated.get(entry.getName()), unpack(entry, to));
                    archives.add(new Member(entry.getName(), to));
                }
            }
            if (archives.isEmpty()) {
                throw new UnreadableArchive("a zip without WARC files below archive/");
            }
            return new Wacz(List.copyOf(archives), seal, List.copyOf(troubles));
        }

        private static boolean holdsRecords(String member) {
            return member.startsWith("archive/") && member.matches(".*\\.w?arc(\\.gz)?");
        }

        private String unpack(ZipEntry entry, Path to) throws IOException, UnreadableArchive {
            MessageDigest digest = Digests.sha256();
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
                byte[] buffer = new byte[1 << 16];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    left -= count;
                    if (left < 0) {
                        throw new UnreadableArchive("more bytes unpacked than are taken");
                    }
                    out.write(buffer, 0, count);
                }
            }
            return "sha256:" + Digests.hex(digest.digest());
        }

        private Map<String, String> statedDigests() throws IOException, UnreadableArchive {
            Map<String, String> stated = new HashMap<>();
            byte[] text = member(PACKAGE);
            if (text.length == 0) {
                trouble(PACKAGE, "is not there");
                return stated;
            }
            try {
                for (JsonNode resource : new JsonMapper().readTree(text).path("resources")) {
                    stated.put(
                            resource.path("path").asString(""),
                            resource.path("hash").asString(""));
                }
            } catch (JacksonException e) {
                trouble(PACKAGE, "is not JSON");
            }
            checkPackage("sha256:" + Digests.hex(Digests.sha256().digest(text)));
            return stated;
        }

        private void checkPackage(String real) throws IOException, UnreadableArchive {
            byte[] text = member(DIGEST);
            if (text.length == 0) {
                return; // optional before WACZ 1.1
            }
            try {
                JsonNode digest = new JsonMapper().readTree(text);
                compare(PACKAGE, digest.path("hash").asString(""), real);
                if (digest.has("signedData")) {
                    seal = SealCheck.of(name, digest.path("signedData"), real);
                }
            } catch (JacksonException e) {
                trouble(DIGEST, "is not JSON");
            }
        }

        /** What is signed has a digest for everything; without one, something was put in later. */
        private void compare(String member, @Nullable String stated, String real) throws UnreadableArchive {
            if (stated == null || !stated.startsWith("sha256:")) {
                if (seal.standing() != Seal.Standing.NONE) {
                    throw new UnreadableArchive(member + " is not among what was signed");
                }
                trouble(member, "no SHA-256 is stated for it");
            } else if (!stated.equalsIgnoreCase(real)) {
                throw new UnreadableArchive("%s has the digest %s, stated is %s".formatted(member, real, stated));
            }
        }

        private byte[] member(String member) throws IOException {
            ZipEntry entry = zip.getEntry(member);
            if (entry == null) {
                return new byte[0];
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return in.readNBytes(JSON_BYTES);
            }
        }

        private void trouble(String member, String reason) {
            troubles.add(Trouble.ofFile(name + "!/" + member, reason));
        }
    }
}
