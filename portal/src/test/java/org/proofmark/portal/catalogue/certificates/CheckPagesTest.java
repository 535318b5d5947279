package org.proofmark.portal.catalogue.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Registered;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever is shown a certificate asks the portal about it, without an account. */
class CheckPagesTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final String EDGE = "edge";

    private final Person kim = PORTAL.person("Kim <b>Example", Role.CREATOR);
    private final Browser mine = PORTAL.signedIn(kim);
    private final WorkId work = Registered.work(PORTAL, kim.signedIn(), 8_201);
    private final Browser nobody = PORTAL.browser();

    private byte[] certificate(String kind) throws IOException {
        return mine.bytes("GET", "/api/v1/works/" + work + "/certificate." + kind);
    }

    private String asked(Map<String, byte[]> files) throws IOException {
        nobody.get("/certificates/check");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            body.writeBytes(("--" + EDGE + "\r\nContent-Disposition: form-data; name=\"" + file.getKey()
                            + "\"; filename=\"a\"\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(file.getValue());
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + EDGE + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        Browser.Answer answer = nobody.send(
                "POST",
                "/certificates/check",
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=" + EDGE,
                "X-CSRF-TOKEN",
                nobody.token());
        assertThat(answer.status()).isLessThan(500);
        return answer.body();
    }

    @Test
    void aDownloadedOneIsGenuineAndTheOriginalIsTheRegisteredPicture() throws IOException {
        byte[] certificate = certificate("json");
        assertThat(asked(Map.of("certificate", certificate)))
                .contains("Genuine", "photo-8201.jpg", "Kim &lt;b&gt;Example")
                .doesNotContain("The picture is");
        Map<String, byte[]> both = new LinkedHashMap<>();
        both.put("certificate", certificate);
        both.put("picture", Registered.same(8_201));
        assertThat(asked(both)).contains("The picture is the registered one");
        both.put("picture", Registered.copy(8_201));
        assertThat(asked(both)).contains("The picture is another file");
    }

    @Test
    void whatIsNotIsTold() throws IOException {
        String text = new String(certificate("json"), StandardCharsets.UTF_8);
        assertThat(asked(Map.of("certificate", text.replace("Kim", "Tim").getBytes(StandardCharsets.UTF_8))))
                .contains("Not genuine");
        assertThat(asked(Map.of("certificate", "hello".getBytes(StandardCharsets.UTF_8))))
                .contains("No certificate");
        assertThat(asked(Map.of())).contains("Choose the certificate first.");
        assertThat(asked(Map.of("certificate", new byte[1_500_000]))).contains("larger than any");
    }

    @Test
    void thePaperHasTheSealedFileInIt() throws IOException {
        try (PDDocument paper = Loader.loadPDF(certificate("pdf"))) {
            byte[] attached = attached(paper);
            assertThat(asked(Map.of("certificate", attached))).contains("Genuine");
        }
    }

    private static byte[] attached(PDDocument paper) throws IOException {
        PDEmbeddedFilesNameTreeNode files = new PDDocumentNameDictionary(paper.getDocumentCatalog()).getEmbeddedFiles();
        PDComplexFileSpecification file =
                Objects.requireNonNull(Objects.requireNonNull(files).getNames().get("certificate.json"));
        return Objects.requireNonNull(file.getEmbeddedFile()).toByteArray();
    }

    @Test
    void whatAnOldKeySealedStaysGenuine() throws IOException {
        byte[] before = certificate("json");
        PORTAL.bean(JdbcClient.class)
                .sql("update catalogue.certificate_key set since = since - interval '731 days'")
                .update();
        byte[] after = certificate("json");
        assertThat(asked(Map.of("certificate", before))).contains("Genuine");
        assertThat(asked(Map.of("certificate", after))).contains("Genuine");
        Browser.Answer keys = nobody.get("/certificates/keys");
        assertThat(PublicKey.set(keys.body().getBytes(StandardCharsets.UTF_8))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(keys.body()).doesNotContain("sealed", "\"d\"");
    }
}
