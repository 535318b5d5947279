package org.proofmark.portal.discovery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * Addresses in an uploaded text: one a line, or in the first column of a table. Empty lines and those that begin with # say
 * nothing; a first line without an address is a header.
 *
 * @param addresses in their order
 * @param odd numbers of lines that are no address of the web, from 1; the first ones
 */
record AddressList(List<Url> addresses, List<Integer> odd) {
    /** Addresses taken from one list. */
    static final int MOST = 50_000;

    private static final int ODD_TOLD = 5;

    AddressList {
        addresses = List.copyOf(addresses);
        odd = List.copyOf(odd);
    }

    static AddressList parse(byte[] text) {
        List<Url> addresses = new ArrayList<>();
        List<Integer> odd = new ArrayList<>();
        int number = 0;
        for (String line :
                new String(text, StandardCharsets.UTF_8).replace("\uFEFF", "").split("\\R", -1)) {
            number++;
            String cell = firstCell(line.strip());
            if (cell.isEmpty() || cell.startsWith("#") || addresses.size() >= MOST) {
                continue;
            }
            Optional<Url> url = Url.parse(cell).filter(Url::isHttp);
            if (url.isPresent()) {
                addresses.add(url.get().withoutFragment());
            } else if (number > 1 && odd.size() < ODD_TOLD) {
                odd.add(number);
            }
        }
        return new AddressList(addresses.stream().distinct().toList(), odd);
    }

    private static String firstCell(String line) {
        if (line.startsWith("\"")) {
            int end = line.indexOf('"', 1);
            return (end < 0 ? line.substring(1) : line.substring(1, end)).strip();
        }
        return line.split("[,;\t]", 2)[0].strip();
    }
}
