package org.proofmark.portal.platform;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How bodies are read: what the API document calls required is there, a list has no gaps, a value is of its kind and of no other
 * that could be made into it, and a text is one that can be kept.
 */
@Component
class Bodies implements JsonMapperBuilderCustomizer {
    /** Longer than any text that is taken; most of them say a shorter limit of their own. */
    private static final int LONGEST_TEXT = 10_000;

    @Override
    public void customize(JsonMapper.Builder mapper) {
        mapper.annotationIntrospector(AnnotationIntrospector.pair(new Required(), mapper.annotationIntrospector()))
                .withCoercionConfigDefaults(any -> Stream.of(
                                CoercionInputShape.Integer,
                                CoercionInputShape.Float,
                                CoercionInputShape.Boolean,
                                CoercionInputShape.String,
                                CoercionInputShape.EmptyString)
                        .forEach(other -> any.setCoercion(other, CoercionAction.Fail)))
                .addModule(new SimpleModule("bodies")
                        .addDeserializer(String.class, new Text())
                        .addDeserializer(LocalDate.class, new Day()));
    }

    /** Where in a body reading ended, {@code verdicts[0].match}; "" if it was nowhere in it. */
    static String place(JacksonException ended) {
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : ended.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(name);
            }
        }
        return place.toString();
    }

    /** What is left out is null to a record, and refused as that. */
    private static final class Required extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated target) {
            if (!(target instanceof AnnotatedParameter part)
                    || !part.getDeclaringClass().isRecord()) {
                return JsonSetter.Value.empty();
            }
            boolean always = ApiFields.always(part.getDeclaringClass().getRecordComponents()[part.getIndex()]);
            return JsonSetter.Value.construct(always ? Nulls.FAIL : Nulls.DEFAULT, Nulls.FAIL);
        }
    }

    private static final class Text extends StringDeserializer {
        @Override
        public String deserialize(JsonParser json, DeserializationContext reading) {
            String text = super.deserialize(json, reading);
            if (text.length() > LONGEST_TEXT) {
                throw Refused.invalid("refused.textLength", LONGEST_TEXT);
            }
            if (text.indexOf('\0') >= 0) {
                throw Refused.invalid("refused.letters");
            }
            return text;
        }
    }

    /** As {@code 2026-05-03}: no number of days, no list of numbers, no year that the database does not know. */
    private static final class Day extends StdScalarDeserializer<LocalDate> {
        Day() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext reading) {
            String text = json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : "";
            try {
                if (text.length() == "2026-05-03".length()) {
                    return LocalDate.parse(text);
                }
            } catch (DateTimeParseException odd) {
                // Told below, as every other that is no day.
            }
            throw reading.weirdStringException(text, LocalDate.class, "no day");
        }
    }
}
