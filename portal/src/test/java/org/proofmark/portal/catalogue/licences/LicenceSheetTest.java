package org.proofmark.portal.catalogue.licences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;

class LicenceSheetTest {
    private static LicenceSheet read(String text) {
        return LicenceSheet.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theSeparatorIsTheOneTheFirstLineHasMostOf(String separator) {
        LicenceSheet sheet = read(String.join(separator, "licensee", "from", "photos") + "\r\n"
                + String.join(separator, "\"Smith, Jones; Sons\"", "2026-01-01", "a.jpg|b.jpg"));
        assertThat(sheet.rows()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.written().licensee()).isEqualTo("Smith, Jones; Sons");
            assertThat(row.written().from()).isEqualTo("2026-01-01");
            assertThat(row.photos()).containsExactly("a.jpg", "b.jpg");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
    void everyEncodingOfSpreadsheetsIsUnderstood(String encoding) {
        byte[] file = "Lizenznehmer;Währung\nMüller & Söhne;CHF\n"
                .getBytes(encoding.equals("UTF-16") ? Charset.forName("x-UTF-16LE-BOM") : Charset.forName(encoding));
        assertThat(LicenceSheet.read(file).rows()).singleElement().satisfies(row -> {
            assertThat(row.written().licensee()).isEqualTo("Müller & Söhne");
            assertThat(row.written().currency()).isEqualTo("CHF");
        });
    }

    @Test
    void linesAreCountedAsAnEditorDoes() {
        LicenceSheet sheet = read("licensee,note\r\n\r\nA,\"one\ntwo \"\"quoted\"\"\"\r\nB,\r\n");
        assertThat(sheet.rows()).extracting(LicenceSheet.Row::line).containsExactly(3, 5);
        assertThat(sheet.rows().getFirst().written().note()).isEqualTo("one\ntwo \"quoted\"");
    }

    @Test
    void anAmountMayHaveItsCurrencyBesideIt() {
        LicenceSheet sheet = read("licensee;price\nA;450,00 €\nB;CHF 1'200\nC;80\n");
        assertThat(sheet.rows())
                .extracting(row -> row.written().price() + " " + row.written().currency())
                .containsExactly("450,00 EUR", "1'200 CHF", "80 EUR");
    }

    @Test
    void columnsThatSayNothingAreTold() {
        assertThat(read("Nr;Kunde;Kunde\n1;A;B\n").ignored()).containsExactly("Nr", "Kunde");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "licensee\n", "a,b\n1,2\n", "licensee\n\"open"})
    void whatIsNoTableOfLicencesIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refused.class);
    }

    @Test
    void aFileOfTooManyLinesIsRefused() {
        assertThat(read("licensee\n" + "A\n".repeat(10_000)).rows()).hasSize(10_000);
        assertThatThrownBy(() -> read("licensee\n" + "A\n".repeat(10_001))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> LicenceSheet.read(new byte[CsvRow.LARGEST + 1]))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whatIsWrittenIsReadAgainAndNothingOfItIsAFormula() {
        Terms terms = new Terms(
                "=HYPERLINK(\"http://x\")",
                List.of(new LicensedDomain("example.org"), new LicensedDomain("example.com")),
                "+web",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "@note");
        Sha256 digest = Sha256.of(new byte[1]);
        Licence licence = new Licence(
                new LicenceId(new UUID(0, 1)),
                terms,
                new Covers(false, List.of(new WorkId(new UUID(0, 2))), List.of()),
                Optional.empty(),
                Instant.EPOCH,
                1);
        String written = LicenceSheet.line(licence, List.of(new NameStore.Covered(digest, "=a.jpg")), List.of("Sea"));
        assertThat(written)
                .startsWith("\"'=HYPERLINK")
                .contains(",'+web,")
                .contains(",'@note,")
                .contains(",'=a.jpg,");

        LicenceSheet.Row row =
                read(LicenceSheet.heading() + "\r\n" + written).rows().getFirst();
        assertThat(row.written().read(WrittenTerms::isoDay)).isEqualTo(new WrittenTerms.Reading.Good(terms));
        assertThat(row.photos()).containsExactly(digest.hex());
        assertThat(row.collections()).containsExactly("Sea");
    }
}
