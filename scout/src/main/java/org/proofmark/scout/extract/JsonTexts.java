package org.proofmark.scout.extract;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON as pages really have it: with comments, trailing commas and raw line ends; within limits. */
final class JsonTexts {
    private final JsonMapper mapper;

    JsonTexts(ExtractLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.jsonDepth())
                .maxTokenCount(limits.jsonTokens())
                .maxStringLength(limits.inlineBytes() * 2 < 0 ? Integer.MAX_VALUE : limits.inlineBytes() * 2)
                .build();
        mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                        .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                        .build())
                .build();
    }

    /** Reads a text; tells a trouble where it cannot. */
    Optional<JsonNode> read(String text, Findings findings) {
        try {
            return Optional.ofNullable(mapper.readTree(text));
        } catch (JacksonException broken) {
            findings.trouble("broken JSON: " + broken.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** A member that is a text or a number, as text; empty where it is neither. */
    static String text(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return value != null && value.isValueNode() && !value.isNull() ? value.asString() : "";
    }
}
