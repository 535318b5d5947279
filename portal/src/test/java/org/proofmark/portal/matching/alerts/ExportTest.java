package org.proofmark.portal.matching.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.matching.Tier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Matches as tables: what is asked for, all of it, and nothing that computes. */
class ExportTest {
    private static final TestPortal PORTAL = TestPortal.shared();

    private final Person kim = PORTAL.person("Kim Example", Role.CREATOR);
    private final Browser browser = PORTAL.signedIn(kim);

    private MatchRows rows() {
        return new MatchRows(PORTAL).of(kim.signedIn());
    }

    @Test
    void hasTheColumnsThatAreDocumented() {
        rows().insert();
        String header = browser.get("/matches.csv").body().lines().findFirst().orElseThrow();
        assertThat(header)
                .isEqualTo("\uFEFFmatch,work,work_name,site,kind,country,language,certainty,score,share_of_work,"
                        + "share_of_copy,width,height,bytes,copy_sha256,worth,currency,found_at,verdict,reason,decided_by,"
                        + "decided_at,news,gone,pages,page,page_title,image,alt,credit,first_seen,last_seen,worth_factors,"
                        + "changed_at");
    }

    @Test
    void hasWhatTheInboxHas() {
        MatchId north = rows().site("north.example").insert();
        rows().site("south.example").insert();
        rows().site("north.example").tier(Tier.SAME_SCENE).insert();
        new MatchRows(PORTAL)
                .of(PORTAL.person(Role.CREATOR).signedIn())
                .site("north.example")
                .insert();
        List<String> lines =
                browser.get("/matches.csv?site=north.example").body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith(north + ",")
                .contains(",north.example,business,DE,de,certain,12.000,0.440,");
        JsonNode json = PORTAL.bean(JsonMapper.class)
                .readTree(browser.get("/api/v1/exports/matches.json?state=all").body());
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(0).get("worth").get("minorUnits").asLong()).isEqualTo(26_000);
        assertThat(json.get(0).get("worth").get("factors").findValuesAsString("what"))
                .containsExactly("basis.STANDARD", "tier.CERTAIN", "kind.BUSINESS");
        assertThat(lines.get(1)).endsWith(",\"basis.STANDARD 15000; tier.CERTAIN 1; kind.BUSINESS 1\",");
        assertThat(browser.get("/matches.json?site=nothing.example").body().strip())
                .isEqualTo("[]");
        assertThat(browser.get("/matches.csv?tier=wrong").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://example.org\";\"x\")",
                "+1+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(1+1)",
                "＝1+1",
                "＠SUM(1+1)",
                "\t=1+1",
                "\r=1+1",
                "  =1+1",
                "\u0000=1+1"
            })
    void aFormulaIsText(String formula) {
        String cell = MatchExport.cell(formula);
        String inside = cell.replaceAll("^\"|\"$", "");
        assertThat(inside.stripLeading()).startsWith("'");
        assertThat(cell).startsWith("\"").doesNotContain("\r", "\n", "\t", "\u0000");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"plain,plain", "|a,b|,|\"a,b\"|", "|say \"hi\"|,|\"say \"\"hi\"\"\"|"})
    void quotesWhatWouldBreakARow(String text, String cell) {
        assertThat(MatchExport.cell(text)).isEqualTo(cell);
    }

    @Test
    void hostileTitlesStayTextInTheWholeTable() {
        rows().title("=cmd|' /C calc'!A0\r\n\"; DROP").insert();
        String csv = browser.get("/matches.csv").body();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains("\"'=cmd|' /C calc'!A0 \"\"; DROP\"");
    }

    @Test
    void aHundredThousandMatchesAreWrittenWhileTheyAreRead() {
        PORTAL.bean(JdbcClient.class)
                .sql("""
                        insert into matching.match (id, holder, work, digest, site, tier, score, share, copy_share, copy_width,
                            copy_height, copy_bytes, kind, country, language, words, worth_minor, currency, factors, found_at)
                        select gen_random_uuid(), :holder, :work, sha256(int4send(n)), 'site' || n % 500 || '.example', 'CERTAIN',
                            12, .5, 1, 720, 480, 81234, 'BUSINESS', 'DE', 'de', 'lake', n, 'EUR', '[]', now()
                        from generate_series(1, 100000) n
                        """)
                .param("holder", kim.holder().value())
                .param("work", UUID.randomUUID())
                .update();
        long begun = System.nanoTime();
        String csv = browser.get("/matches.csv").body();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(csv.lines().count()).isEqualTo(100_001);
        System.out.printf("100,000 matches as CSV: %,d ms, %,d characters%n", millis, csv.length());
        assertThat(millis).isLessThan(25_000);
    }
}
