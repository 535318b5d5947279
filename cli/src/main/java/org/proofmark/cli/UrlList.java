package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/** Addresses in a file: one a line, or in the first column of a CSV file. A first line without one is a header. */
final class UrlList {
    private UrlList() {}

    static List<Url> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongArgument("--urls %s: there is no such file".formatted(file));
        }
        List<Url> urls = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String cell = firstCell(line);
            if (cell.isEmpty() || cell.startsWith("#")) {
                continue;
            }
            Optional<Url> url = Url.parse(cell).filter(Url::isHttp);
            if (url.isEmpty() && number > 1) {
                throw new WrongArgument(
                        "--urls %s: line %d is no address of the web: %s".formatted(file, number, cell));
            }
            url.ifPresent(urls::add);
        }
        if (urls.isEmpty()) {
            throw new WrongArgument("--urls %s: there is no address in this file".formatted(file));
        }
        return urls;
    }

    private static String firstCell(String line) {
        String text = line.strip().replace("\uFEFF", "");
        if (text.startsWith("\"")) {
            int end = text.indexOf('"', 1);
            return end < 0 ? text.substring(1) : text.substring(1, end);
        }
        int end = text.indexOf(',');
        int semicolon = text.indexOf(';');
        int tab = text.indexOf('\t');
        for (int other : new int[] {semicolon, tab}) {
            end = end < 0 ? other : other < 0 ? end : Math.min(end, other);
        }
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
