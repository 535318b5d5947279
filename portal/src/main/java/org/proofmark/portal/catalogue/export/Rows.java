package org.proofmark.portal.catalogue.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of chapters as JSON, few of them in memory at once. */
@Component
class Rows {
    private static final int TOGETHER = 200;

    private final JdbcClient sql;
    private final JsonMapper json;

    Rows(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /**
     * Writes a chapter as an array of objects.
     *
     * @return how many there are
     */
    @Transactional(readOnly = true)
    public long write(Chapter chapter, SignedIn by, Writer out) throws IOException {
        Objects objects = new Objects(out);
        try {
            sql.sql("select row_to_json(r)::text as row from (%s) r".formatted(chapter.rows()))
                    .param("holder", by.holder().value())
                    .param("person", by.person().value())
                    .withFetchSize(TOGETHER)
                    .query((RowCallbackHandler) row -> objects.add(row.getString("row")));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        out.write(objects.many == 0 ? "[]\n" : "\n]\n");
        return objects.many;
    }

    /** Objects as they are written, one after the other. */
    private final class Objects {
        private final Writer out;
        private long many;

        Objects(Writer out) {
            this.out = out;
        }

        void add(String row) {
            try {
                out.write(many++ == 0 ? "[\n" : ",\n");
                out.write(json.writeValueAsString(named(json.readTree(row))));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** The same with names as the API has them: {@code found_at} is {@code foundAt}. */
    private static JsonNode named(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode named = array.arrayNode();
            array.forEach(one -> named.add(named(one)));
            return named;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode named = object.objectNode();
            object.properties().forEach(one -> named.set(name(one.getKey()), named(one.getValue())));
            return named;
        }
        return node;
    }

    private static String name(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            boolean first = name.isEmpty();
            name.append(first || word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
