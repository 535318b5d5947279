package org.proofmark.portal.platform;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the API document; its body is read from the handlers. */
@Configuration
public class ApiDocument {
    /** The schema of a refusal (RFC 9457). */
    public static final String PROBLEM = "Problem";

    static {
        // A kind stands in the document once: generators stumble over one that is spelt out wherever it is used.
        ModelResolver.enumsAsRef = true;
    }

    @Bean
    OpenAPI api() {
        SecurityScheme key = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key, made under Account and security.");
        SecurityScheme session = new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("SESSION")
                .description("The session of a browser; changing calls then need the page's X-CSRF-TOKEN.");
        return new OpenAPI()
                .info(new Info()
                        .title("Proofmark")
                        .version("1")
                        .description(
                                "Everything the pages do. Refusals are problems (RFC 9457); lists go on by cursor; "
                                        + "an Idempotency-Key that is a UUID makes a creating call the same act when repeated; "
                                        + "changes name the version they were made on by If-Match.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes("key", key)
                        .addSecuritySchemes("session", session)
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList("key"))
                .addSecurityItem(new SecurityRequirement().addList("session"));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("Why a call was refused (RFC 9457)")
                .addProperty("type", new StringSchema().description("Names the reason, urn:proofmark:refused.…"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("The reason, in the reader's language"))
                .addProperty("instance", new StringSchema());
    }
}
