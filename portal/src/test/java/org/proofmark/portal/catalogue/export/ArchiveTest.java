package org.proofmark.portal.catalogue.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    @Test
    void canBeReadWhileItArrives() throws IOException {
        byte[] picture = {1, 2, 3, 4};
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (Archive archive = new Archive(sent, NOW)) {
            archive.text("works.csv", out -> out.write("ä"));
            archive.file("originals/Steg ü.jpg", picture.length, new ByteArrayInputStream(picture));
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            assertThat(zip.getNextEntry()).extracting(ZipEntry::getName).isEqualTo("works.csv");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ä");
            assertThat(zip.getNextEntry()).extracting(ZipEntry::getName).isEqualTo("originals/Steg ü.jpg");
            assertThat(zip.readAllBytes()).isEqualTo(picture);
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void holdsMoreFilesThanAnOldZipCould(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("many.zip");
        int many = 0xffff + 10;
        try (Archive archive = new Archive(Files.newOutputStream(file), NOW)) {
            for (int each = 0; each < many; each++) {
                archive.file("originals/" + each, 0, new ByteArrayInputStream(new byte[0]));
            }
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(many);
        }
    }
}
