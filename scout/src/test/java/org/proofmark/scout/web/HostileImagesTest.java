package org.proofmark.scout.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.frontier.Shown;
import org.proofmark.scout.frontier.Visit;

/** A site of broken and malicious files: nothing dies, each is named, and what is good beside them is found. */
class HostileImagesTest {
    private static final String SITE = "http://hostile.example/";

    @TempDir
    private Path folder;

    @Test
    void eachIsNamedAndTheGoodOneIsFound() throws Exception {
        try (Photos photos = Photos.register(folder.resolve("index"), 1);
                TestWeb web = new TestWeb()) {
            Map<String, byte[]> hostile = hostile(photos);
            StringBuilder start = new StringBuilder();
            hostile.forEach((name, bytes) -> {
                web.put(SITE + name, "image/jpeg", bytes);
                start.append("<img src='").append(name).append("'>");
            });
            web.put(SITE + "good.jpg", "text/plain", photos.copy());
            web.page(SITE, start + "<img src=good.jpg>");
            Round round = new Round.Plan(web, folder).works(photos::find).over(SITE);
            assertThat(round.complete()).isTrue();
            assertThat(hostile.keySet())
                    .allSatisfy(name -> assertThat(round.trouble(SITE + name))
                            .as(name)
                            .startsWith(Visit.Why.UNREADABLE.name())
                            .hasSizeGreaterThan(25));
            assertThat(round.trouble(SITE + "png-bomb")).contains("pixels");
            assertThat(round.found()).extracting(Shown::image).containsExactly(SITE + "good.jpg");
        }
    }

    private static Map<String, byte[]> hostile(Photos photos) throws IOException {
        byte[] jpeg = photos.copy();
        byte[] png = photos.copy("png");
        byte[] gif = photos.copy("gif");
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("empty", new byte[0]);
        all.put("text", "no image at all".getBytes(ISO_8859_1));
        all.put("page", "<!doctype html><title>an error page</title>".getBytes(ISO_8859_1));
        all.put("pdf", "%PDF-1.4\n%%EOF".getBytes(ISO_8859_1));
        all.put("zip", "PK\3\4 and more".getBytes(ISO_8859_1));
        all.put("jpeg-start", Arrays.copyOf(jpeg, 2));
        all.put("jpeg-header", Arrays.copyOf(jpeg, 150));
        all.put("png-header", Arrays.copyOf(png, 30));
        all.put("gif-header", Arrays.copyOf(gif, 8));
        all.put("riff-of-nothing", "RIFF\u00ff\u00ff\u00ff\u007fWEBPVP8 ".getBytes(ISO_8859_1));
        all.put("tiff-in-circles", new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0});
        all.put("png-bomb", pngBomb(100_000, 100_000));
        all.put("png-of-no-size", pngBomb(0, 0));
        all.put("jpeg-bomb", jpegBomb(jpeg));
        all.put("bmp-bomb", bmpBomb());
        all.put(
                "drawing-of-entities",
                ("<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
                                + "<not-svg>&b;</not-svg>")
                        .getBytes(ISO_8859_1));
        return all;
    }

    /** A picture of so many pixels by its header, with the rows of a few. */
    private static byte[] pngBomb(int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(file, "IHDR", header.toByteArray());
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DeflaterOutputStream packing = new DeflaterOutputStream(rows)) {
            packing.write(new byte[1 << 20]);
        }
        chunk(file, "IDAT", rows.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        DataOutputStream out = new DataOutputStream(file);
        byte[] name = type.getBytes(ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }

    /** The same JPEG, its frame header says 65,500 × 65,500. */
    private static byte[] jpegBomb(byte[] jpeg) {
        byte[] bomb = jpeg.clone();
        for (int i = 2; i < bomb.length - 9; i++) {
            if (bomb[i] == (byte) 0xff && (bomb[i + 1] == (byte) 0xc0 || bomb[i + 1] == (byte) 0xc2)) {
                bomb[i + 5] = (byte) 0xff;
                bomb[i + 6] = (byte) 0xdc;
                bomb[i + 7] = (byte) 0xff;
                bomb[i + 8] = (byte) 0xdc;
                return bomb;
            }
        }
        throw new AssertionError("no frame header");
    }

    private static byte[] bmpBomb() {
        byte[] bomb = new byte[64];
        bomb[0] = 'B';
        bomb[1] = 'M';
        bomb[10] = 54;
        bomb[14] = 40;
        Arrays.fill(bomb, 19, 21, (byte) 1);
        Arrays.fill(bomb, 23, 25, (byte) 1);
        bomb[26] = 1;
        bomb[28] = 24;
        return bomb;
    }
}
