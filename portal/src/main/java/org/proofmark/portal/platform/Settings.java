package org.proofmark.portal.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may set, under {@code proofmark.}; an unknown name stops the start. {@code docs/proofmark.properties}
 * explains each.
 *
 * @param data folder of everything kept
 * @param address where the portal is reached from outside, for links in mails; without it, as each request came
 * @param operator the operator's name, shown in mails and at the foot of public pages
 * @param signUp who may make an account
 * @param secondProof who needs a second proof beside the password
 * @param sender the address mails come from; without it no mail is sent and links are shown to the administrator
 * @param orphansAfter how long a file without a row is left alone
 * @param sweepEvery how long between two sweeps
 * @param reserve bytes of the disk no upload takes, so that the database goes on when it is nearly full
 * @param privateNetworks whether watched sources, calls to webhooks and addresses people type may lead to this machine and
 *     into private networks; never to link-local addresses
 * @param workers worker processes that look at files; 0: one per processor
 * @param bucket where files are kept instead of the data folder
 * @param watched folders on this machine whose new files may be registered
 * @param imports how sites are asked for their owners' photos
 * @param crawl how watched sources are walked
 */
@ConfigurationProperties(prefix = "proofmark", ignoreUnknownFields = false)
public record Settings(
        Path data,
        Optional<URI> address,
        @DefaultValue("Proofmark") String operator,
        @DefaultValue("invitation") SignUp signUp,
        @DefaultValue("choice") SecondProof secondProof,
        Optional<String> sender,
        @DefaultValue("1h") Duration orphansAfter,
        @DefaultValue("1h") Duration sweepEvery,
        @DefaultValue("256MB") DataSize reserve,
        @DefaultValue("false") boolean privateNetworks,
        @DefaultValue("0") int workers,
        @DefaultValue BucketSettings bucket,
        @DefaultValue WatchSettings watched,
        @DefaultValue ImportSettings imports,
        @DefaultValue Crawl crawl) {

    /**
     * How watched sources are walked, by this process.
     *
     * @param enabled whether this process walks any
     * @param sources walked at once
     * @param hosts asked at once, for each of them
     * @param contact a page that says who asks and how to make it stop, sent with every request
     * @param rest of a watched site between two requests; without it a second, five times the last answer, or what its robots.txt asks for
     * @param lease after which what a process that died was walking is walked by another
     */
    public record Crawl(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2") int sources,
            @DefaultValue("16") int hosts,
            Optional<URI> contact,
            Optional<Duration> rest,
            @DefaultValue("30s") Duration lease) {
        public Crawl {
            if (sources < 1 || hosts < 1 || lease.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "proofmark.crawl.sources and .hosts are at least 1, .lease at least a second");
            }
        }
    }

    /** Who may make an account. */
    public enum SignUp {
        /** Anyone, after the address is confirmed. */
        OPEN,
        /** Who was invited. */
        INVITATION,
        /** Nobody. */
        CLOSED
    }

    /** Who needs a code or a passkey to come in. */
    public enum SecondProof {
        /** Who has set one up. */
        CHOICE,
        /** Everyone: until one is set up there is nothing else to do. */
        ALL
    }

    public Settings {
        if (workers < 0 || orphansAfter.isNegative()) {
            throw new IllegalArgumentException("proofmark.workers and proofmark.orphans-after are not negative");
        }
    }
}
