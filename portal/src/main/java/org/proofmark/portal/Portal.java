package org.proofmark.portal;

import java.util.HashMap;
import java.util.Map;
import org.proofmark.portal.platform.DatabaseAddress;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The portal as one Spring application. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(systemName = "Proofmark")
public class Portal {
    /**
     * Starts the portal on a database that runs already.
     *
     * @return the running application; closing it stops it
     */
    static ConfigurableApplicationContext start(PortalOptions options, DatabaseAddress database) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Portal.class)
                .beanNameGenerator(
                        FullyQualifiedAnnotationBeanNameGenerator.INSTANCE) // Modules may use the same words.
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .logStartupInfo(false);
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port", options.port(),
                "spring.web.resources.chain.strategy.fixed.version", Scripts.version(),
                "proofmark.data", options.data().toAbsolutePath().toString(),
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.name(),
                "spring.datasource.password", database.password()));
        options.settings()
                .ifPresent(
                        file -> properties.put("spring.config.additional-location", "file:" + file.toAbsolutePath()));
        String[] arguments = properties.entrySet().stream()
                .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
                .toArray(String[]::new);
        return application.run(arguments);
    }
}
