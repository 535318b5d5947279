package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files say about their pictures is read from each format, and nothing they say does harm. */
class FileMetadataTest {
    private static final byte[] JPEG = Samples.written("jpeg", new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB));

    private static final String XMP = """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
          xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
          photoshop:Credit="Example Agency" photoshop:DateCreated="2024-05-03T12:33:11+02:00"
          xmpRights:WebStatement="https://example.org/rights">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Otter</rdf:li><rdf:li xml:lang="fr">Loutre</rdf:li></rdf:Alt></dc:title>
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">An otter&#10;eats</rdf:li></rdf:Alt></dc:description>
        <dc:creator><rdf:Seq><rdf:li>Ada Example</rdf:li><rdf:li>Ben Example</rdf:li></rdf:Seq></dc:creator>
        <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Ada Example</rdf:li></rdf:Alt></dc:rights>
        <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Ask first</rdf:li></rdf:Alt></xmpRights:UsageTerms>
        <dc:subject><rdf:Bag><rdf:li>otter</rdf:li><rdf:li>river</rdf:li></rdf:Bag></dc:subject>
        <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
          <plus:LicensorName>Example Licences</plus:LicensorName>
          <plus:LicensorURL>https://example.org/buy</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
        </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>\
        """;

    private static final FileMetadata SAID = new FileMetadata(
            "Otter",
            "An otter eats",
            "Ada Example, Ben Example",
            "Example Agency",
            "© Ada Example",
            "Ask first",
            "https://example.org/rights",
            "Example Licences",
            "https://example.org/buy",
            List.of("otter", "river"),
            "2024-05-03T12:33:11");

    @Test
    void readsXmpOfEveryFormatThatHasIt() {
        byte[] xmp = XMP.getBytes(StandardCharsets.UTF_8);
        assertThat(FileMetadata.of(MediaType.JPEG, jpeg(xmp))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.PNG, png(xmp, false))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.PNG, png(xmp, true))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.WEBP, webp(xmp))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.GIF, gif(xmp))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.TIFF, tiff(ExifTexts.XMP, 1, xmp))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.PSD, psd(0x0424, xmp))).isEqualTo(SAID);
        assertThat(FileMetadata.of(MediaType.AVIF, join(new byte[200], xmp))).isEqualTo(SAID);
    }

    @Test
    void readsIptc() {
        byte[] iptc = join(
                record(1, 90, "\u001b%G"),
                record(2, 5, "Otter"),
                record(2, 80, "Ada Exämple"),
                record(2, 110, "Example Agency"),
                record(2, 116, "© Ada"),
                record(2, 120, "An otter"),
                record(2, 25, "otter"),
                record(2, 25, "river"),
                record(2, 55, "20240503"),
                record(2, 60, "123311+0200"));
        FileMetadata said =
                FileMetadata.of(MediaType.JPEG, segment(0xED, join(latin("Photoshop 3.0\0"), resource(0x0404, iptc))));
        assertThat(said.title()).isEqualTo("Otter");
        assertThat(said.creator()).isEqualTo("Ada Exämple");
        assertThat(said.credit()).isEqualTo("Example Agency");
        assertThat(said.copyright()).isEqualTo("© Ada");
        assertThat(said.caption()).isEqualTo("An otter");
        assertThat(said.keywords()).containsExactly("otter", "river");
        assertThat(said.taken()).isEqualTo("2024-05-03T12:33:11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM"})
    void readsExif(String order) {
        byte[] exif = tiff(
                order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                ExifTexts.COPYRIGHT,
                2,
                "Ada Exämple\0".getBytes(StandardCharsets.UTF_8));
        assertThat(FileMetadata.of(MediaType.JPEG, segment(0xE1, join(latin("Exif\0\0"), exif)))
                        .copyright())
                .isEqualTo("Ada Exämple");
        assertThat(FileMetadata.of(MediaType.PNG, insert(Samples.written("png", picture()), chunk("eXIf", exif)))
                        .copyright())
                .isEqualTo("Ada Exämple");
        byte[] windows = tiff(ExifTexts.XP_TITLE, 1, "Otter\0".getBytes(StandardCharsets.UTF_16LE));
        assertThat(FileMetadata.of(MediaType.TIFF, windows).title()).isEqualTo("Otter");
    }

    @Test
    void readsWhenThePhotoWasTaken() {
        byte[] inner = latin("2024:05:03 12:33:11\0");
        ByteBuffer exif = ByteBuffer.allocate(26 + 18 + inner.length).order(ByteOrder.BIG_ENDIAN);
        exif.put(latin("MM")).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 34_665)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        exif.putShort((short) 1)
                .putShort((short) 36_867)
                .putShort((short) 2)
                .putInt(inner.length)
                .putInt(44)
                .putInt(0);
        exif.put(inner);
        assertThat(FileMetadata.of(MediaType.JPEG, segment(0xE1, join(latin("Exif\0\0"), exif.array())))
                        .taken())
                .isEqualTo("2024-05-03T12:33:11");
    }

    /** IFD0: make, model and pointers to the two others; each value lies after its directory. */
    @ParameterizedTest
    @ValueSource(strings = {"II", "MM"})
    void readsCameraLensAndPlaceOfAShot(String order) {
        ByteBuffer exif =
                ByteBuffer.allocate(400).order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        exif.put(latin(order)).putShort((short) 42).putInt(8).putShort((short) 4);
        entry(exif, 271, 2, 6, 100);
        entry(exif, 272, 2, 9, 110);
        entry(exif, 34_665, 4, 1, 120);
        entry(exif, 34_853, 4, 1, 200);
        exif.put(100, latin("Acme \0")).put(110, latin("ACME X-1\0"));
        entry(exif.position(120).putShort((short) 1), 42_036, 2, 8, 140);
        exif.put(140, latin("35mm F2\0"));
        exif.position(200).putShort((short) 4);
        entry(exif, 1, 2, 2, 'S' << (order.equals("II") ? 0 : 24));
        entry(exif, 2, 5, 3, 300);
        entry(exif, 3, 2, 2, 'E' << (order.equals("II") ? 0 : 24));
        entry(exif, 4, 5, 3, 324);
        for (int part : new int[] {33, 1, 30, 1, 0, 1, 151, 1, 0, 1, 9_000, 10}) {
            exif.putInt(exif.position() < 300 ? 300 : exif.position(), part);
            exif.position(Math.max(300, exif.position()) + 4);
        }
        Shot shot = Shot.of(MediaType.JPEG, segment(0xE1, join(latin("Exif\0\0"), exif.array())));
        assertThat(shot).isEqualTo(new Shot("ACME X-1", "35mm F2", Optional.of(new Shot.Place(-33.5, 151.25))));
    }

    private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    @Test
    void saysNothingOfAShotWhereThereIsNothing() {
        assertThat(Shot.of(MediaType.JPEG, JPEG)).isEqualTo(Shot.NONE);
        assertThat(Shot.of(MediaType.TIFF, tiff(34_853, 4, new byte[4]))).isEqualTo(Shot.NONE);
        assertThat(Shot.of(MediaType.PNG, new byte[3])).isEqualTo(Shot.NONE);
    }

    @Test
    void saysNothingOfPlacesOrWhereThereIsNothing() {
        assertThat(FileMetadata.of(MediaType.JPEG, JPEG)).isEqualTo(FileMetadata.NONE);
        assertThat(FileMetadata.of(MediaType.TIFF, tiff(34_853, 4, new byte[4])))
                .isEqualTo(FileMetadata.NONE);
    }

    @Test
    void readsNoDocumentTypes(@TempDir Path folder) throws Exception {
        Path canary = Files.writeString(folder.resolve("canary"), "canary");
        String evil = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + canary.toUri() + "\">]>"
                + XMP.substring(XMP.indexOf("<x:xmpmeta")).replace("Ask first", "&e;");
        assertThat(FileMetadata.of(MediaType.JPEG, jpeg(evil.getBytes(StandardCharsets.UTF_8)))
                        .toString())
                .doesNotContain("canary");
        assertThat(FileMetadata.of(MediaType.PNG, png(evil.getBytes(StandardCharsets.UTF_16), false))
                        .toString())
                .doesNotContain("canary");
    }

    @Test
    void cutsTextsAndDropsControlCharacters() {
        String packet = XMP.replace("Ask first", "a\u0085b\u202Ec " + "long ".repeat(2_000));
        String terms = FileMetadata.of(MediaType.JPEG, jpeg(packet.getBytes(StandardCharsets.UTF_8)))
                .usageTerms();
        assertThat(terms)
                .hasSizeLessThanOrEqualTo(FileMetadata.LONGEST_TEXT)
                .contains("bc long")
                .doesNotContain("\u0085");
        String many = XMP.replace("<rdf:li>otter</rdf:li>", "<rdf:li>x</rdf:li>".repeat(500));
        assertThat(FileMetadata.of(MediaType.PNG, png(many.getBytes(StandardCharsets.UTF_8), false))
                        .keywords())
                .hasSize(FileMetadata.MOST_KEYWORDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<dc:title>", "<dc:a/>", "<rdf:li xml:lang='x'>a</rdf:li>", "&#65;", "<a xmlns='urn:a'/>", "<b:c"
            })
    void readsEndlessPacketsInTime(String piece) {
        String packet = XMP.replace("Otter</rdf:li>", piece.repeat(500_000 / piece.length()) + "</rdf:li>");
        long start = System.nanoTime();
        FileMetadata said = FileMetadata.of(MediaType.PNG, png(packet.getBytes(StandardCharsets.UTF_8), false));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(said.credit()).isEqualTo("Example Agency");
    }

    /** Lengths of gigabytes, for which readers have allocated before they looked. */
    @Test
    void believesNoLength() {
        for (int type = 1; type <= 10; type++) {
            byte[] lying = tiff(ExifTexts.ARTIST, type, new byte[8]);
            ByteBuffer.wrap(lying).putInt(14, 0x7FFFFFFF);
            assertThat(FileMetadata.of(MediaType.TIFF, lying)).isEqualTo(FileMetadata.NONE);
            assertThat(FileMetadata.of(MediaType.JPEG, segment(0xE1, join(latin("Exif\0\0"), lying))))
                    .isEqualTo(FileMetadata.NONE);
        }
        byte[] extended = {0x1C, 2, 120, (byte) 0x80, 4, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 'x'};
        byte[] jpeg = segment(0xED, join(latin("Photoshop 3.0\0"), resource(0x0404, extended)));
        assertThat(FileMetadata.of(MediaType.JPEG, jpeg).caption()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(MediaType.class)
    void readsMutatedAndTruncatedFiles(MediaType type) {
        byte[] xmp = XMP.getBytes(StandardCharsets.UTF_8);
        long seed = 20_261_123;
        Random random = new Random(seed);
        for (byte[] whole :
                new byte[][] {jpeg(xmp), png(xmp, true), webp(xmp), gif(xmp), tiff(315, 2, xmp), psd(0x0404, xmp)}) {
            for (int round = 0; round < 40; round++) {
                byte[] file = Arrays.copyOf(whole, random.nextInt(whole.length));
                for (int i = random.nextInt(20); i > 0 && file.length > 0; i--) {
                    file[random.nextInt(file.length)] = (byte) random.nextInt(256);
                }
                assertThat(FileMetadata.of(type, file)).as("seed %d", seed).isNotNull();
            }
        }
    }

    private static BufferedImage picture() {
        return new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    }

    private static byte[] jpeg(byte[] xmp) {
        return segment(0xE1, join(latin("http://ns.adobe.com/xap/1.0/\0"), xmp));
    }

    /** A JPEG with a segment put in after its first marker. */
    private static byte[] segment(int marker, byte[] content) {
        byte[] head = {(byte) 0xFF, (byte) marker, (byte) (content.length + 2 >> 8), (byte) (content.length + 2)};
        return join(Arrays.copyOf(JPEG, 2), head, content, Arrays.copyOfRange(JPEG, 2, JPEG.length));
    }

    private static byte[] png(byte[] xmp, boolean packed) {
        byte[] text = packed ? deflated(xmp) : xmp;
        byte[] mark = latin("XML:com.adobe.xmp\0" + (packed ? "\1\0" : "\0\0") + "\0\0");
        return insert(Samples.written("png", picture()), chunk("iTXt", join(mark, text)));
    }

    private static byte[] insert(byte[] png, byte[] chunk) {
        return join(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
    }

    private static byte[] chunk(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(join(latin(name), content));
        return join(word(content.length), latin(name), content, word((int) sum.getValue()));
    }

    private static byte[] deflated(byte[] bytes) {
        byte[] packed = new byte[bytes.length + 100];
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    private static byte[] webp(byte[] xmp) {
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(xmp.length)
                .array();
        return join(latin("RIFF\0\0\0\0WEBPVP8 \3\0\0\0abc\0XMP "), length, xmp);
    }

    private static byte[] gif(byte[] xmp) {
        return join(latin("GIF89a\1\0\1\0\0\0\0!\u00FF\u000BXMP DataXMP"), xmp, new byte[] {1, (byte) 0xFF, 0, 0, ';'});
    }

    private static byte[] tiff(int tag, int type, byte[] value) {
        return tiff(ByteOrder.BIG_ENDIAN, tag, type, value);
    }

    /** A TIFF structure with one tag, its value after the directory. */
    private static byte[] tiff(ByteOrder order, int tag, int type, byte[] value) {
        ByteBuffer file = ByteBuffer.allocate(26 + value.length).order(order);
        file.put(latin(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                .putShort((short) 42)
                .putInt(8);
        file.putShort((short) 1)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(value.length)
                .putInt(26)
                .putInt(0);
        return file.put(value).array();
    }

    private static byte[] psd(int number, byte[] content) {
        byte[] resource = resource(number, content);
        return join(latin("8BPS\0\1"), new byte[20], word(0), word(resource.length), resource);
    }

    private static byte[] resource(int number, byte[] content) {
        byte[] head = {'8', 'B', 'I', 'M', (byte) (number >> 8), (byte) number, 0, 0};
        return join(head, word(content.length), content, new byte[content.length & 1]);
    }

    private static byte[] record(int number, int dataset, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = {0x1C, (byte) number, (byte) dataset, (byte) (value.length >> 8), (byte) value.length};
        return join(head, value);
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
