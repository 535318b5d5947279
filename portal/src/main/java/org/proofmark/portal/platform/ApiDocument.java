package org.proofmark.portal.platform;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the API document; its body is read from the handlers. */
@Configuration
class ApiDocument {
    @Bean
    OpenAPI api() {
        SecurityScheme key = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key, made under Account and security.");
        return new OpenAPI()
                .info(new Info()
                        .title("Proofmark")
                        .version("1")
                        .description(
                                "Everything the pages do. Refusals are problems (RFC 9457); lists go on by cursor; "
                                        + "an Idempotency-Key that is a UUID makes a creating call the same act when repeated; "
                                        + "changes name the version they were made on by If-Match.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components().addSecuritySchemes("key", key))
                .addSecurityItem(new SecurityRequirement().addList("key"));
    }
}
