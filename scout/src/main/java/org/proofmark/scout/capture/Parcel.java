package org.proofmark.scout.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Wraps files as a web archive package (WACZ 1.1.1, specs.webrecorder.net/wacz/1.1.1). Nothing in it is compressed again. */
final class Parcel {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String software;
    private final Instant created;
    private final String page;

    /** @param page the address of the page captured */
    Parcel(String software, Instant created, String page) {
        this.software = software;
        this.created = created;
        this.page = page;
    }

    static byte[] json(Object value) {
        return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the package beside its name and then gives it that name: it is whole or not there. */
    void write(Path wacz, List<Kept> files) throws IOException {
        Path part = wacz.resolveSibling(wacz.getFileName() + ".part");
        byte[] description = json(description(files));
        byte[] digest = json(Map.of("path", "datapackage.json", "hash", "sha256:" + Kept.hex(description)));
        try (OutputStream out = Files.newOutputStream(part);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Kept file : files) {
                begin(zip, file.path(), file.bytes(), crc(file.file()));
                Files.copy(file.file(), zip);
                zip.closeEntry();
            }
            add(zip, "datapackage.json", description);
            add(zip, "datapackage-digest.json", digest);
        }
        Files.move(part, wacz);
    }

    private Map<String, Object> description(List<Kept> files) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("profile", "data-package");
        all.put("wacz_version", "1.1.1");
        all.put("title", page);
        all.put("created", created.toString());
        all.put("software", software);
        all.put("mainPageUrl", page);
        all.put("mainPageDate", created.toString());
        List<Map<String, Object>> resources = new ArrayList<>();
        for (Kept file : files) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", file.path().substring(file.path().lastIndexOf('/') + 1));
            one.put("path", file.path());
            one.put("hash", "sha256:" + file.sha256());
            one.put("bytes", file.bytes());
            resources.add(one);
        }
        all.put("resources", resources);
        return all;
    }

    private void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        begin(zip, name, bytes.length, crc.getValue());
        zip.write(bytes);
        zip.closeEntry();
    }

    private void begin(ZipOutputStream zip, String name, long bytes, long crc) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes);
        entry.setCrc(crc);
        entry.setTimeLocal(created.atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
    }

    private static long crc(Path file) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }
}
