package org.proofmark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Image certificates. */
@Command(
        name = "certificate",
        header = "Checks image certificates.",
        description = {""},
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example:", "  ./proofmark certificate verify certificate.json --keys keys.json --image photo.jpg"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class CertificateCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    static CommandLine withCommands() {
        return new CommandLine(new CertificateCommand()).addSubcommand(new CertificateVerifyCommand());
    }

    @Override
    public Integer call() {
        streams.usage();
        return ExitCodes.WRONG_ARGUMENTS;
    }
}
