package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.frontier.Visit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inputs of html5lib's tests of tokenizers as the pages of web sites, as HTML and as XHTML: nothing dies of them. */
class HtmlStandardSiteTest {
    private static final List<String> FILES = List.of(
            "contentModelFlags",
            "domjs",
            "entities",
            "escapeFlag",
            "namedEntities",
            "numericEntities",
            "pendingSpecChanges",
            "test1",
            "test2",
            "test3",
            "test4",
            "unicodeChars",
            "unicodeCharsProblematic",
            "xmlViolation");

    /** More like each other would be taken for a trap. */
    private static final int PAGES_OF_A_SITE = 400;

    @TempDir
    private Path folder;

    @Test
    void everyPageIsAskedForOnceAndRead() throws Exception {
        List<String> inputs = new ArrayList<>();
        for (String file : FILES) {
            inputs.addAll(inputs(file));
        }
        assertThat(inputs).hasSizeGreaterThan(6_000);
        try (TestWeb web = new TestWeb()) {
            List<String> sites = sites(web, inputs);
            Round round = new Round.Plan(web, folder).over(sites.toArray(String[]::new));
            assertThat(round.complete()).isTrue();
            for (int page = 0; page < inputs.size(); page++) {
                assertThat(web.requests(address(page))).as(inputs.get(page)).isOne();
            }
            assertThat(round.troubles())
                    .allMatch(trouble -> trouble.why() == Visit.Why.STATUS
                            || trouble.why() == Visit.Why.UNREACHABLE
                            || trouble.why() == Visit.Why.UNREADABLE
                            || trouble.why() == Visit.Why.TYPE)
                    .noneMatch(trouble -> trouble.explanation().contains("Exception"));
            assertThat(web.strays()).isZero();
        }
    }

    private static List<String> sites(TestWeb web, List<String> inputs) {
        List<String> starts = new ArrayList<>();
        StringBuilder links = new StringBuilder();
        for (int page = 0; page < inputs.size(); page++) {
            String type = page / PAGES_OF_A_SITE % 2 == 0 ? "text/html" : "application/xhtml+xml";
            web.put(address(page), type, inputs.get(page).getBytes(StandardCharsets.UTF_8));
            links.append("<a href=").append(address(page)).append(">x</a>");
            if ((page + 1) % PAGES_OF_A_SITE == 0 || page == inputs.size() - 1) {
                String start = site(page);
                web.page(start, links.toString());
                starts.add(start);
                links.setLength(0);
            }
        }
        return starts;
    }

    private static String site(int page) {
        return "http://html%d.example/".formatted(page / PAGES_OF_A_SITE);
    }

    private static String address(int page) {
        return site(page) + "page-" + page;
    }

    private static List<String> inputs(String file) throws IOException {
        String name = "/html5lib/" + file + ".test";
        try (InputStream in = Objects.requireNonNull(HtmlStandardSiteTest.class.getResourceAsStream(name), name)) {
            JsonNode all = JsonMapper.shared().readTree(in);
            return (all.has("tests") ? all.get("tests") : all.get("xmlViolationTests"))
                    .valueStream()
                    .map(test -> test.get("input").stringValue())
                    .toList();
        }
    }
}
