package org.proofmark.portal;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each module owns one schema, and the history of its tables stands in it. */
@Configuration
class Migrations {
    /** Ground first: a module may refer to what is below it. */
    private static final List<String> MODULES = List.of("platform", "identity", "catalogue", "discovery", "matching");

    @Bean
    FlywayMigrationStrategy modules() {
        return base -> MODULES.forEach(module -> Flyway.configure()
                .configuration(base.getConfiguration())
                .schemas(module)
                .defaultSchema(module)
                .locations("classpath:db/" + module)
                .load()
                .migrate());
    }
}
