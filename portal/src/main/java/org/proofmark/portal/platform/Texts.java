package org.proofmark.portal.platform;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

/** The texts of all modules, in one table for each language: a page asks for a hundred of them. */
@Configuration
class Texts {
    @Bean
    static MessageSource messageSource() {
        ReloadableResourceBundleMessageSource texts = new ReloadableResourceBundleMessageSource();
        texts.setBasenames(Stream.of(
                        "platform",
                        "identity",
                        "audit",
                        "catalogue",
                        "licences",
                        "discovery",
                        "matching",
                        "review",
                        "alerts",
                        "imports")
                .map("classpath:texts/"::concat)
                .toArray(String[]::new));
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        return texts;
    }
}
