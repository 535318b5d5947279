package org.proofmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.PortalOptions;
import org.proofmark.portal.RunningPortal;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.discovery.Looks;
import org.proofmark.portal.discovery.Round;
import org.proofmark.portal.discovery.Source;
import org.proofmark.portal.discovery.SourceId;
import org.proofmark.portal.discovery.Sources;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Matches;
import org.proofmark.scout.url.Url;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The portal with people and photos in it, to be looked at. */
@Command(
        name = "demo",
        description = {
            "Serves a portal to try: an administrator, a creator, the sample photos, and a small web site to this"
                    + " machine alone that shows edited copies of them. The site is walked at once, and what is found"
                    + " waits in the inbox.",
            "",
            "It keeps everything in a fresh folder that goes when it stops. It prints where it is, and the logins.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./proofmark demo", "  ./proofmark demo --port 9000 --photos ~/Pictures"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:stopped (Ctrl-C); the demo is gone"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String ADMINISTRATOR = "administrator@example.org";
    private static final String CREATOR = "creator@example.org";

    @Mixin
    private Streams streams = new Streams();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port; 0: a free one. Default: 8080.")
    private int port;

    @Option(names = "--photos", paramLabel = "DIR", description = "Photos of the creator. Default: the sample photos.")
    private @Nullable Path photos;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path from = photos == null ? samples("photos") : photos;
        if (!Files.isDirectory(from)) {
            throw new NotDirectoryException(from.toString());
        }
        Path data = Files.createTempDirectory("proofmark-demo-");
        Leftovers.remember(() -> Leftovers.delete(data));
        ServedFolder site = ServedFolder.start(samples("site"), data.resolve("ports"));
        Leftovers.remember(site::close);
        PortalOptions options = StartedPortal.options(port, data, null, settings(data));
        streams.err().println("Starting a demo: its database, the portal, the photos, a web site …");
        RunningPortal portal = StartedPortal.start(options);
        String password = password();
        SignedIn creator = furnish(portal, from, password);
        streams.print("""
            Proofmark is at %s  (Ctrl-C stops it, and the demo is gone)

              creator         %s
              administrator   %s
              password        %s   (of both, made for this demo)
            """.formatted(portal.address(), CREATOR, ADMINISTRATOR, password));
        watch(portal, creator, site.url());
        new CountDownLatch(1).await();
        return ExitCodes.SUCCESS;
    }

    /** The site is ours and on this machine: it needs no rest, and may be asked. */
    private static Path settings(Path data) throws IOException {
        return Files.writeString(
                data.resolve("demo.properties"), "proofmark.private-networks=true\nproofmark.crawl.rest=0s\n");
    }

    /** Has the site walked, and says when everything is compared. */
    private void watch(RunningPortal portal, SignedIn creator, Url site) throws InterruptedException {
        Sources sources = portal.part(Sources.class);
        SourceId id = new SourceId(UUID.randomUUID());
        sources.add(creator, id, Source.Kind.SITE, site.toString(), Source.Wish.standard(Source.Kind.SITE), false);
        streams.err().println("Walking the sample site at " + site + " …");
        Matches matches = portal.part(Matches.class);
        Looks looks = portal.part(Looks.class);
        Uploads uploads = portal.part(Uploads.class);
        long before = -1;
        long found = 0;
        boolean walked = false;
        boolean registered = false;
        while (!walked || !registered || looks.waiting() > 0 || found != before) {
            Thread.sleep(Duration.ofSeconds(walked ? 3 : 1));
            walked = sources.find(creator, id).last().flatMap(Round::ended).isPresent();
            registered = uploads.latest(creator, Integer.MAX_VALUE).stream()
                    .allMatch(upload -> upload.state().ended());
            before = found;
            found = matches.open(creator);
        }
        streams.print("%d matches wait for your verdict: %s/inbox".formatted(found, portal.address()));
    }

    private static Path samples(String folder) {
        return Path.of(System.getProperty("proofmark.home", "."), "samples", folder);
    }

    private static String password() {
        byte[] chance = new byte[12];
        new SecureRandom().nextBytes(chance);
        return Base64.getUrlEncoder().encodeToString(chance);
    }

    private static SignedIn furnish(RunningPortal portal, Path photos, String password) throws IOException {
        People people = portal.part(People.class);
        people.add("Demo administrator", ADMINISTRATOR, password, Set.of(Role.ADMINISTRATOR), true);
        Person creator = people.add("Demo creator", CREATOR, password, Set.of(Role.CREATOR), true);
        Uploads uploads = portal.part(Uploads.class);
        for (Path photo : files(photos)) {
            try (InputStream bytes = Files.newInputStream(photo)) {
                UploadId id = new UploadId(UUID.randomUUID());
                uploads.take(creator.signedIn(), id, photo.getFileName().toString(), bytes);
            }
        }
        return creator.signedIn();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
