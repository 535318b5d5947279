package org.proofmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes each registered image had: {@code contents.tsv} in the index's folder, one line of SHA-256, tab, name for
 * each; of several lines of one name the last counts. It only saves work: the index is the truth, a line that is missing
 * or torn means that the file is looked at again.
 */
final class Contents {
    private static final String FILE = "contents.tsv";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})\t(.+)");
    private static final int WASTE = 1_000;

    private final Path file;
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    private Contents(Path file) {
        this.file = file;
    }

    /** Reads what is known of an index's images. */
    static Contents of(Path index) throws IOException {
        Contents contents = new Contents(index.resolve(FILE));
        if (Files.exists(contents.file)) {
            contents.read();
        }
        return contents;
    }

    /** Forgets what is known: every file is looked at again. */
    static void forget(Path index) throws IOException {
        Files.deleteIfExists(index.resolve(FILE));
    }

    private void read() throws IOException {
        long lines = 0;
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                digests.put(unescaped(matcher.group(2)), matcher.group(1));
            }
            lines++;
        }
        if (lines > 2L * digests.size() + WASTE) {
            Path fresh = file.resolveSibling(FILE + ".part");
            Files.writeString(fresh, lines(digests));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether an image of this name was last registered from these bytes. */
    boolean has(String name, String digest) {
        return digest.equals(digests.get(name));
    }

    /** One digest of images' names and bytes, in whatever order they come. */
    String digest(Collection<String> names) {
        Map<String, String> some = new TreeMap<>();
        names.forEach(name -> some.put(name, digests.getOrDefault(name, "")));
        return digest(lines(some).getBytes(StandardCharsets.UTF_8));
    }

    /** Notes images that are now registered. */
    void add(Map<String, String> registered) {
        digests.putAll(registered);
        try {
            Files.writeString(file, lines(registered), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + Failures.reason(e), e);
        }
    }

    private static String lines(Map<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        digests.forEach((name, digest) ->
                lines.append(digest).append('\t').append(escaped(name)).append('\n'));
        return lines.toString();
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String line) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                name.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** The digest of exact bytes, in hexadecimal. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
