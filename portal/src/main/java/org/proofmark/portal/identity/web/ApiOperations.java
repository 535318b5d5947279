package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.portal.platform.Answers;
import org.proofmark.portal.platform.ApiDocument;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** What the API document says of each call beyond its parameters: a name that stays, and the problems it can end in. */
@Component
class ApiOperations implements GlobalOperationCustomizer {
    private static final List<RequestMethod> READING =
            List.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        String room = handler.getBeanType().getSimpleName().replaceFirst("(Api|Pages)$", "");
        String act = handler.getMethod().getName();
        operation.setTags(List.of(room));
        operation.setOperationId(room.substring(0, 1).toLowerCase(Locale.ROOT)
                + room.substring(1)
                + act.substring(0, 1).toUpperCase(Locale.ROOT)
                + act.substring(1));
        file(handler, operation);
        for (Problem problem : Problem.values()) {
            if (problem.possible(handler)) {
                operation.getResponses().addApiResponse(problem.status, problem.described());
            }
        }
        return operation;
    }

    /** Files that come or go, which no parameter tells of. */
    private static void file(HandlerMethod handler, Operation operation) {
        Answers answers = handler.getMethodAnnotation(Answers.class);
        if (answers != null) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "200", new ApiResponse().description("The file").content(file(answers.value())));
        }
        String[] takes = Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class))
                .map(RequestMapping::consumes)
                .orElse(new String[0]);
        if (takes.length > 0 && !takes[0].startsWith("multipart/")) {
            operation.setRequestBody(new RequestBody().required(true).content(file(takes[0])));
        }
    }

    private static Content file(String type) {
        Schema<?> bytes = new Schema<>();
        bytes.addType("string");
        return new Content().addMediaType(type, new MediaType().schema(bytes.format("binary")));
    }

    /** What a call can end in instead of its answer. */
    private enum Problem {
        NOBODY("401", "Nobody we know asks"),
        FORBIDDEN("403", "This person, or this key, may not do it"),
        NOT_FOUND("404", "It is not there, or not this person's"),
        CONFLICT("409", "It does not go together with what is there"),
        CHANGED("412", "Someone else changed it meanwhile"),
        TOO_LARGE("413", "Larger than the limit"),
        OTHER_TYPE("415", "Not of the type that is taken here"),
        INVALID("422", "What was sent is not as it must be"),
        TOO_MANY("429", "Too often; Retry-After says when to try again"),
        BUSY("503", "The database gives no connection; Retry-After says when to try again"),
        NO_ROOM("507", "There is no room to keep it");

        private final String status;
        private final String means;

        Problem(String status, String means) {
            this.status = status;
            this.means = means;
        }

        boolean possible(HandlerMethod handler) {
            boolean writes = !READING.containsAll(methods(handler));
            return switch (this) {
                case NOBODY, FORBIDDEN, TOO_MANY, BUSY -> true;
                case NOT_FOUND -> has(handler, PathVariable.class) || has(handler, RequestParam.class) || writes;
                case INVALID -> handler.getMethodParameters().length > 0;
                case CHANGED ->
                    Arrays.stream(handler.getMethodParameters())
                            .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                            .anyMatch(header -> header != null && header.value().equals("If-Match"));
                case CONFLICT, TOO_LARGE, OTHER_TYPE, NO_ROOM -> writes;
            };
        }

        private static List<RequestMethod> methods(HandlerMethod handler) {
            return Optional.ofNullable(
                            AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class))
                    .map(mapping -> List.of(mapping.method()))
                    .orElse(List.of());
        }

        private static boolean has(HandlerMethod handler, Class<? extends Annotation> kind) {
            return Arrays.stream(handler.getMethodParameters()).anyMatch(one -> one.hasParameterAnnotation(kind));
        }

        ApiResponse described() {
            Schema<?> problem = new Schema<>().$ref("#/components/schemas/" + ApiDocument.PROBLEM);
            return new ApiResponse()
                    .description(means)
                    .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
        }
    }
}
