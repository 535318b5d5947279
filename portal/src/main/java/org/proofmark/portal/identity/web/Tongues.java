package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The languages there are: {@code ?lang=de} chooses for a year; before that the browser's wish counts. */
@Configuration
class Tongues implements WebMvcConfigurer {
    private static final List<Locale> TONGUES = List.of(Locale.ENGLISH, Locale.GERMAN);

    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("lang");
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setDefaultLocaleFunction(Tongues::wished);
        return resolver;
    }

    private static Locale wished(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.ENGLISH;
        }
        return java.util.Collections.list(request.getLocales()).stream()
                .map(wish -> Locale.of(wish.getLanguage()))
                .filter(TONGUES::contains)
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        LocaleChangeInterceptor change = new LocaleChangeInterceptor();
        change.setIgnoreInvalidLocale(true);
        change.setParamName("lang");
        interceptors.addInterceptor(change);
    }
}
