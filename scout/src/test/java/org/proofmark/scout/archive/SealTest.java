package org.proofmark.scout.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final String DIGEST = "datapackage-digest.json";
    private static final String PACKAGE = "datapackage.json";

    @TempDir
    private Path folder;

    @Test
    void aSignatureWithACertificateOfAKnownAuthorityIsValid() throws IOException {
        assertThat(seal(members("valid_signed_example_1.wacz"))).satisfies(seal -> {
            assertThat(seal.standing()).isEqualTo(Seal.Standing.VALID);
            assertThat(seal.explanation()).contains("btrix-sign-test.webrecorder.net", "2022-01-18T19:00:12Z");
        });
    }

    @Test
    void aSignatureWithACertificateOfAnUnknownAuthorityIsInvalidAndTheRecordsAreRead() throws IOException {
        Map<String, byte[]> members = members("invalid_signed_example_1.wacz");
        assertThat(seal(members).toString()).contains("signature invalid", "no authority known here vouches");
        assertThat(troubles(members)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid_example_1.wacz", "valid_example_2.wacz"})
    void withoutASignatureItSaysSo(String name) throws IOException {
        assertThat(seal(members(name)).standing()).isEqualTo(Seal.Standing.NONE);
    }

    @Test
    void aSignatureByAKeyWithoutANameIsValidInBothForms() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        for (String form : List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format")) {
            Seal seal = seal(signed(members("valid_example_2.wacz"), keys.generateKeyPair(), form));
            assertThat(seal.toString()).contains("signature valid: by a key without a name");
        }
    }

    @Test
    void refusesRecordsThatWereChanged() throws IOException {
        Map<String, byte[]> members = members("valid_signed_example_1.wacz");
        members.replaceAll((name, bytes) -> name.startsWith("archive/") ? changed(bytes) : bytes);
        assertThat(troubles(members)).singleElement().asString().contains("has the digest sha256:", "stated is");
    }

    @Test
    void refusesADescriptionThatWasChangedAfterSigning() throws IOException {
        Map<String, byte[]> members = members("valid_signed_example_1.wacz");
        edit(members, PACKAGE, text -> text + " ");
        assertThat(troubles(members)).singleElement().asString().contains("datapackage.json has the digest");
        String old = hash(members("valid_signed_example_1.wacz"));
        edit(members, DIGEST, text -> text.replaceFirst(old, hash(members)));
        assertThat(troubles(members)).singleElement().asString().contains("signed is the digest sha256:" + old);
        edit(members, DIGEST, text -> text.replace(old, hash(members)));
        assertThat(troubles(members)).singleElement().asString().contains("its signature does not fit what it signs");
    }

    @Test
    void refusesRecordsPutIntoASignedPackage() throws IOException {
        Map<String, byte[]> members = members("valid_signed_example_1.wacz");
        members.put("archive/more.warc", "WARC/1.0\r\n".getBytes(UTF_8));
        assertThat(troubles(members))
                .singleElement()
                .asString()
                .contains("archive/more.warc is not among what was signed");
    }

    @Test
    void aCertificateOfAnotherDomainDoesNotCount() throws IOException {
        Map<String, byte[]> members = members("valid_signed_example_1.wacz");
        edit(members, DIGEST, text -> text.replace("\"btrix-sign-test", "\"other"));
        assertThat(seal(members).explanation()).contains("not that of other.webrecorder.net");
    }

    @Test
    void aCertificateOfAnotherTimeDoesNotCount() throws IOException {
        Map<String, byte[]> members = members("valid_signed_example_1.wacz");
        edit(members, DIGEST, text -> text.replace("2022-01-18T19:00:12Z", "2023-01-18T19:00:12Z"));
        assertThat(seal(members).standing()).isEqualTo(Seal.Standing.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"signature\"", "\"domainCert\"", "\"created\""})
    void refusesASignatureWithoutItsParts(String member) throws IOException {
        Map<String, byte[]> members = members("valid_signed_example_1.wacz");
        edit(members, DIGEST, text -> text.replace(member, "\"other\""));
        assertThat(troubles(members)).singleElement().asString().contains("signature");
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    private static Map<String, byte[]> signed(Map<String, byte[]> members, KeyPair keys, String form) throws Exception {
        String hash = "sha256:" + hash(members);
        Signature signature = Signature.getInstance(form);
        signature.initSign(keys.getPrivate());
        signature.update(hash.getBytes(UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        edit(members, DIGEST, _ -> """
                {"path": "datapackage.json", "hash": "%1$s", "signedData": {"hash": "%1$s",
                "created": "2026-01-01T00:00:00Z", "publicKey": "%2$s", "signature": "%3$s"}}""".formatted(
                hash, base64.encodeToString(keys.getPublic().getEncoded()), base64.encodeToString(sign(signature))));
        return members;
    }

    private static byte[] sign(Signature signature) {
        try {
            return signature.sign();
        } catch (java.security.SignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(Map<String, byte[]> members) {
        return Digests.hex(Digests.sha256().digest(members.get(PACKAGE)));
    }

    private static void edit(Map<String, byte[]> members, String name, UnaryOperator<String> edit) {
        members.computeIfPresent(
                name, (_, bytes) -> edit.apply(new String(bytes, UTF_8)).getBytes(UTF_8));
    }

    private Map<String, byte[]> members(String standard) throws IOException {
        Path file = folder.resolve(standard);
        try (var in = SealTest.class.getResourceAsStream(standard)) {
            Files.write(file, Objects.requireNonNull(in, standard).readAllBytes());
        }
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                members.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return members;
    }

    private Archive open(Map<String, byte[]> members) throws IOException {
        Path file = folder.resolve("package.wacz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return Archive.open(List.of(file), ArchiveLimits.standard());
    }

    private Seal seal(Map<String, byte[]> members) throws IOException {
        try (Archive archive = open(members)) {
            assertThat(archive.addresses()).isNotEmpty();
            assertThat(archive.seals()).hasSize(1);
            return archive.seals().getFirst();
        }
    }

    /** Why a package is refused, or what is wrong in it. */
    private List<Trouble> troubles(Map<String, byte[]> members) throws IOException {
        try (Archive archive = open(members)) {
            assertThat(archive.troubles().isEmpty())
                    .isEqualTo(!archive.addresses().isEmpty());
            return archive.troubles();
        }
    }
}
