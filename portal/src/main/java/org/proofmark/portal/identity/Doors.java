package org.proofmark.portal.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How one comes in, and what every answer carries. Who may do what is {@link Gatekeeper}'s. */
@Configuration
class Doors implements WebMvcConfigurer {
    /** Nothing from elsewhere, nothing inline. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self';"
                    + " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final Gatekeeper gatekeeper;
    private final SecondProofGate secondProof;

    Doors(Gatekeeper gatekeeper, SecondProofGate secondProof) {
        this.gatekeeper = gatekeeper;
        this.secondProof = secondProof;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(gatekeeper);
        interceptors.addInterceptor(secondProof);
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    static CsrfTokenRepository csrfTokens() {
        return new HttpSessionCsrfTokenRepository();
    }

    /** Calls of one page at the same time write the same attributes: the later one wins, as it would have alone. */
    @Bean
    static SessionRepositoryCustomizer<JdbcIndexedSessionRepository> attributesAtTheSameTime() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Each filter observed by itself costs a twelfth of a request; calls as a whole are observed by the web layer. */
    @Bean
    static SecurityObservationSettings callsAreObservedWhole() {
        return SecurityObservationSettings.noObservations();
    }

    /** Nobody signs in by name in Spring's own ways. */
    @Bean
    static UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http,
            Keys keys,
            Audit audit,
            Tries tries,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers)
            throws Exception {
        return http.securityMatcher(KeyFilter::concerns)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .addFilterBefore(new RefusedAccess(audit, tries), CsrfFilter.class)
                .addFilterBefore(new KeyFilter(keys, tries, answers), AuthorizationFilter.class)
                .build();
    }

    private static void wentOut(@Nullable Authentication was, Audit audit) {
        if (was != null && was.getPrincipal() instanceof SignedIn who) {
            audit.note(Optional.of(who.person().value()), "sign-out", who.person(), "");
        }
    }

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            CsrfTokenRepository tokens,
            Audit audit,
            Tries tries,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers)
            throws Exception {
        return http.authorizeHttpRequests(calls -> calls.requestMatchers("/actuator/prometheus")
                        .access(AuthorizationManagers.anyOf(
                                IpAddressAuthorizationManager.hasIpAddress("127.0.0.1"),
                                IpAddressAuthorizationManager.hasIpAddress("::1")))
                        .anyRequest()
                        .permitAll())
                // Mail programs end a digest by one call without a session (RFC 8058); the secret in the address is the
                // proof.
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers("/unsubscribe/*"))
                .logout(out -> out.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?out")
                        .addLogoutHandler((request, response, who) -> wentOut(who, audit)))
                .addFilterBefore(new RefusedAccess(audit, tries), CsrfFilter.class)
                .exceptionHandling(broken -> broken.defaultAuthenticationEntryPointFor(
                                (request, response, nobody) -> answers.resolveException(
                                        request, response, null, new Refused(Refused.Kind.NOBODY, "refused.nobody")),
                                PathPatternRequestMatcher.withDefaults().matcher("/api/**"))
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/sign-in"), AnyRequestMatcher.INSTANCE))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy ->
                                policy.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()")))
                .build();
    }
}
