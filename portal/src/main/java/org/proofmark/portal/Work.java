package org.proofmark.portal;

import java.util.List;
import java.util.Map;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;
import org.proofmark.portal.platform.DatabaseAddress;
import org.proofmark.portal.platform.Settings;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Walking sources, and nothing else of the portal: no pages, no mails, no index. */
@EnableAutoConfiguration
@EnableConfigurationProperties(Settings.class)
@EnableScheduling
@Import(Migrations.class)
@ComponentScan(
        basePackages = {"org.proofmark.portal.platform", "org.proofmark.portal.discovery"},
        excludeFilters = {
            @ComponentScan.Filter(
                    type = FilterType.ANNOTATION,
                    classes = {Controller.class, ControllerAdvice.class}),
            @ComponentScan.Filter(
                    type = FilterType.REGEX,
                    pattern = "org\\.proofmark\\.portal\\.platform\\.(Post|Mail|ApiDocument|Routes|StaticLinks).*")
        })
class Work {
    /** Connections of one process: a few for each walk. */
    private static final int CONNECTIONS = 8;

    /**
     * Starts walking on a database that runs already.
     *
     * @return the running application; closing it stops it
     */
    static ConfigurableApplicationContext start(WorkOptions options, DatabaseAddress database) {
        Map<String, Object> properties = Map.of(
                "proofmark.data", options.data().toAbsolutePath().toString(),
                "spring.datasource.hikari.maximum-pool-size", CONNECTIONS,
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.name(),
                "spring.datasource.password", database.password());
        List<String> arguments = new java.util.ArrayList<>(properties.entrySet().stream()
                .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
                .toList());
        options.settings()
                .ifPresent(file -> arguments.add("--spring.config.additional-location=file:" + file.toAbsolutePath()));
        return new SpringApplicationBuilder(Work.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
    }

    @Bean(destroyMethod = "close")
    Examiner examiner(Settings settings) {
        PoolSettings standard = PoolSettings.standard();
        int workers = settings.workers() == 0 ? standard.workers() : settings.workers();
        return new WorkerPool(new PoolSettings(workers, standard.imagesPerWorker(), MediaLimits.standard()));
    }
}
