package org.proofmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.certificates.PublicKey;
import org.proofmark.portal.catalogue.certificates.Seal;
import org.proofmark.portal.platform.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a certificate is genuine, without asking the portal that issued it. */
@Command(
        name = "verify",
        sortOptions = false,
        header = "Says whether a certificate is genuine, without asking anyone.",
        description = {
            "",
            "The keys are those of the portal that issued it: PORTAL/certificates/keys. Get them from the portal itself,"
                    + " not from whoever shows the certificate.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark certificate verify certificate.json --keys keys.json",
            "  ./proofmark certificate verify certificate.json --keys keys.json --image photo.jpg"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:genuine; with --image: and the picture is the registered one",
            "1:not genuine, another picture, or something failed",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class CertificateVerifyCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Parameters(
            paramLabel = "FILE",
            description = "The certificate as JSON; in one as PDF it is among the attachments.")
    private Path certificate = Path.of("");

    @Option(names = "--keys", required = true, paramLabel = "FILE", description = "The portal's JSON Web Key Set.")
    private Path keys = Path.of("");

    @Option(names = "--image", paramLabel = "FILE", description = "A picture to compare with the registered one.")
    private @Nullable Path image;

    @Override
    public Integer call() throws IOException {
        return switch (Seal.check(Files.readAllBytes(certificate), known())) {
            case Seal.Genuine genuine -> genuine(genuine);
            case Seal.Changed changed ->
                not("changed: it names the key " + changed.key() + " and is not what that sealed");
            case Seal.UnknownKey unknown ->
                not("unknown: it names the key %s, which is not in %s".formatted(unknown.key(), keys));
            case Seal.Unsealed _ -> not("unsealed: it has no seal");
            case Seal.NoCertificate _ -> not("no image certificate: " + certificate);
        };
    }

    private List<PublicKey> known() throws IOException {
        try {
            return PublicKey.set(Files.readAllBytes(keys));
        } catch (IllegalArgumentException odd) {
            throw new WrongArgument("--keys %s: %s".formatted(keys, odd.getMessage()));
        }
    }

    private int genuine(Seal.Genuine genuine) throws IOException {
        Seal.Stated stated = genuine.stated();
        streams.print(Table.of(
                "genuine", "sealed by " + genuine.key(),
                "file", stated.fileName(),
                "for", stated.holder(),
                "registered", stated.registered().toString(),
                "sealed", stated.sealed().toString(),
                "sha256", stated.sha256()));
        if (image == null) {
            return ExitCodes.SUCCESS;
        }
        boolean same;
        try (InputStream in = Files.newInputStream(image)) {
            same = Sha256.of(in).hex().equals(stated.sha256());
        }
        streams.print(same ? "the picture is the registered one, byte for byte" : "the picture is another file");
        return same ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }

    private int not(String why) {
        streams.print(Notices.printable(why));
        return ExitCodes.FAILED;
    }
}
