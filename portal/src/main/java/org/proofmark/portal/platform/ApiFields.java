package org.proofmark.portal.platform;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the API document which fields of a record are always there: those that are neither nullable nor optional. {@link Bodies}
 * takes none without them.
 */
@Component
class ApiFields implements ModelConverter {
    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> found = chain.next().resolve(type, context, chain);
        JavaType java = Json31.mapper().constructType(type.getType());
        if (found != null && java != null && java.getRawClass().isRecord()) {
            fields(found, context).ifPresent(schema -> require(schema, java.getRawClass()));
        }
        return found;
    }

    /** The schema that has the fields, where what was found only names it. */
    private static Optional<Schema<?>> fields(Schema<?> found, ModelConverterContext context) {
        return found.get$ref() == null
                ? Optional.of(found)
                : Optional.ofNullable(
                        context.getDefinedModels().get(found.get$ref().replace(SCHEMAS, "")));
    }

    private static void require(Schema<?> schema, Class<?> kind) {
        if (schema.getProperties() != null) {
            List<String> always = Arrays.stream(kind.getRecordComponents())
                    .filter(ApiFields::always)
                    .map(RecordComponent::getName)
                    .filter(schema.getProperties()::containsKey)
                    .toList();
            schema.setRequired(always.isEmpty() ? null : always);
        }
    }

    static boolean always(RecordComponent part) {
        return part.getType() != Optional.class && !part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
