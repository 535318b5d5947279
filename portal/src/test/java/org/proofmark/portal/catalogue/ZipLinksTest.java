package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;

class ZipLinksTest {
    private static final int MOST = 100;
    private static final int END_LENGTH = 22;

    /** One file, whatever it is called. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OneFile(byte[] bytes) implements Blobs {
        @Override
        public Optional<InputStream> open(Sha256 digest) {
            return Optional.of(new ByteArrayInputStream(bytes));
        }

        @Override
        public boolean has(Sha256 digest) {
            return true;
        }

        @Override
        public Kept keep(InputStream more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Kept adopt(Path file, Consumer<Sha256> before) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int sweep(Instant untouchedSince, UnaryOperator<Set<Sha256>> named) {
            throw new UnsupportedOperationException();
        }
    }

    private static Set<String> links(byte[] archive) throws IOException {
        return links(archive, MOST);
    }

    private static Set<String> links(byte[] archive, int most) throws IOException {
        return ZipLinks.of(new OneFile(archive), Sha256.of(new byte[0]), archive.length, most);
    }

    private static byte[] archive(Zip64Mode mode) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(mode);
            for (String name : new String[] {"file.jpg", "link.jpg", "ångström.jpg"}) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(name.startsWith("file") ? 0100644 : 0120777);
                zip.putArchiveEntry(entry);
                zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
            zip.setComment("holidays");
        }
        return out.toByteArray();
    }

    /** Nothing but a directory of links. */
    private static byte[] directory(int entries, int nameLength) {
        ByteBuffer all =
                ByteBuffer.allocate(entries * (46 + nameLength) + END_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int number = 0; number < entries; number++) {
            ByteBuffer entry = ByteBuffer.allocate(46 + nameLength).order(ByteOrder.LITTLE_ENDIAN);
            entry.putInt(0, 0x02014b50)
                    .put(5, (byte) 3)
                    .putShort(28, (short) nameLength)
                    .putInt(38, 0120777 << 16);
            Arrays.fill(entry.array(), 46, 46 + nameLength, (byte) 'x');
            entry.put(46, "%08d".formatted(number).getBytes(StandardCharsets.US_ASCII));
            all.put(entry.array());
        }
        return all.putInt(all.position(), 0x06054b50).array();
    }

    @ParameterizedTest
    @EnumSource(
            value = Zip64Mode.class,
            names = {"Never", "Always"})
    void linksAreNamed(Zip64Mode mode) throws IOException {
        assertThat(links(archive(mode))).containsExactlyInAnyOrder("link.jpg", "ångström.jpg");
    }

    @Test
    void ofAMillionEntriesNoMoreAreReadThanAreTaken() throws IOException {
        assertThat(links(directory(1_000_000, 8))).hasSize(MOST + 1);
    }

    @Test
    void ofNamesOfSixtyThousandLettersOnlySixteenMegabytesAreRead() throws IOException {
        assertThat(links(directory(600, 60_000), 20_000)).hasSize((16 << 20) / 60_046 + 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Zip64Mode.class,
            names = {"Never", "Always"})
    void aCutArchiveTellsOfNone(Zip64Mode mode) throws IOException {
        byte[] whole = archive(mode);
        for (int length = 0; length < whole.length - END_LENGTH; length++) {
            assertThat(links(Arrays.copyOf(whole, length)))
                    .as("cut to %d bytes", length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 20, Integer.MAX_VALUE, -2, -1})
    void whatLiesAboutWhereItsDirectoryIsTellsOfNone(int place) throws IOException {
        byte[] whole = archive(Zip64Mode.Never);
        int end = whole.length - END_LENGTH - "holidays".length();
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(end + 16, place);
        assertThat(links(whole)).isEmpty();
    }

    @Test
    void noByteThatIsAnotherDoesMoreThanHideOrShowALink() throws IOException {
        byte[] whole = archive(Zip64Mode.Always);
        for (int place = 0; place < whole.length; place++) {
            byte[] odd = whole.clone();
            odd[place] ^= (byte) 0xFF;
            assertThat(links(odd)).as("byte %d", place).hasSizeLessThanOrEqualTo(3);
        }
    }
}
