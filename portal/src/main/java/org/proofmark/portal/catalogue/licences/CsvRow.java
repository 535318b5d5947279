package org.proofmark.portal.catalogue.licences;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.portal.platform.Refused;

/**
 * A row of a file of separated values (RFC 4180), as spreadsheets and accounting programs write them: UTF-8, UTF-16 with its
 * mark, or Windows-1252; cells apart by comma, semicolon or tab, whichever the first line has most of.
 *
 * @param line on which the row begins, from 1
 */
record CsvRow(int line, List<String> cells) {
    /** Bytes of a file. */
    static final int LARGEST = 5 << 20;

    /** Rows of a file, without its header. */
    static final int MOST = 10_000;

    private static final String SEPARATORS = ";,\t";

    CsvRow {
        cells = List.copyOf(cells);
    }

    /** The text of a cell; empty where the row has not so many. */
    String cell(int at) {
        return at >= 0 && at < cells.size() ? cells.get(at) : "";
    }

    /**
     * Reads a file; rows without a text are left out.
     *
     * @throws Refused where it is too large, has too many rows, or a quotation that does not end
     */
    static List<CsvRow> read(byte[] file) {
        if (file.length > LARGEST) {
            throw new Refused(Refused.Kind.TOO_LARGE, "refused.csvSize", LARGEST >> 20);
        }
        String text = decode(file);
        return new Reading(text, separator(text)).rows();
    }

    private static String decode(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException not) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        char best = ',';
        long most = 0;
        for (int at = 0; at < SEPARATORS.length(); at++) {
            char candidate = SEPARATORS.charAt(at);
            long there = header.chars().filter(c -> c == candidate).count();
            if (there > most) {
                best = candidate;
                most = there;
            }
        }
        return best;
    }

    /** One pass over the text. */
    private static final class Reading {
        private final String text;
        private final char separator;
        private final List<CsvRow> rows = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private int line = 1;
        private int begun = 1;
        private int at;

        Reading(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        List<CsvRow> rows() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"' && cell.isEmpty()) {
                    quoted();
                } else if (c == separator) {
                    endCell();
                } else if (c == '\n' || c == '\r') {
                    endRow(c);
                } else {
                    cell.append(c);
                }
            }
            endRow('\n');
            return rows;
        }

        private void quoted() {
            int from = line;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"' && (at == text.length() || text.charAt(at) != '"')) {
                    return;
                }
                at += c == '"' ? 1 : 0;
                line += c == '\n' ? 1 : 0;
                cell.append(c);
            }
            throw Refused.invalid("refused.csvQuote", from);
        }

        private void endCell() {
            cells.add(cell.toString().strip());
            cell.setLength(0);
        }

        private void endRow(char end) {
            endCell();
            if (cells.stream().anyMatch(text -> !text.isEmpty())) {
                rows.add(new CsvRow(begun, cells));
            }
            if (rows.size() > MOST + 1) {
                throw new Refused(Refused.Kind.TOO_LARGE, "refused.csvRows", MOST);
            }
            cells = new ArrayList<>();
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            begun = ++line;
        }
    }
}
