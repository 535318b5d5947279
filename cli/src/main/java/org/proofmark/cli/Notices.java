package org.proofmark.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;

/** Lines on standard error about single files, and how many there were. Used by one thread. */
final class Notices {
    private final PrintWriter err;
    private Optional<Progress> progress = Optional.empty();
    private int unreadable;
    private int littleDetail;
    private int lessClosely;

    Notices(PrintWriter err) {
        this.err = err;
    }

    /** While a bar is shown, lines are printed around it. */
    void during(Progress shown) {
        progress = Optional.of(shown);
    }

    /** The bar is gone. */
    void afterwards() {
        progress = Optional.empty();
    }

    void unreadable(String name, String reason) {
        unreadable++;
        line("unreadable: " + name + ": " + reason);
    }

    /** Of a picture of which only the first look was had. */
    void lessClosely(String name, String reason) {
        lessClosely++;
        line("not looked at closely: " + name + ": " + reason + "; photos shown small in it may be missed");
    }

    void unreadable(Folder folder) {
        folder.closed().forEach(trouble -> unreadable(trouble.name(), trouble.reason()));
    }

    void littleDetail(String name, Sufficiency sufficiency) {
        littleDetail++;
        line("too little detail to be found: " + name + ": " + words(sufficiency));
    }

    /** Of a picture met; nothing where it has enough. What is found in it all the same is told as ever. */
    void littleToTell(String name, Sufficiency sufficiency) {
        if (sufficiency != Sufficiency.ENOUGH) {
            line("too little detail to tell: " + name + ": " + words(sufficiency));
        }
    }

    void line(String text) {
        String shown = printable(text);
        progress.ifPresentOrElse(bar -> bar.around(() -> err.println(shown)), () -> err.println(shown));
    }

    /** Names come from strangers: what would steer a terminal is shown as a question mark. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    int unreadable() {
        return unreadable;
    }

    int lessClosely() {
        return lessClosely;
    }

    int littleDetail() {
        return littleDetail;
    }

    /** For machines. */
    static String name(Sufficiency sufficiency) {
        return sufficiency.name().toLowerCase(Locale.ROOT);
    }

    static String words(Sufficiency sufficiency) {
        return switch (sufficiency) {
            case ENOUGH -> "enough detail";
            case FLAT -> "plain colour, gradient or blur";
            case TEXT_ONLY -> "nothing but lettering";
        };
    }
}
