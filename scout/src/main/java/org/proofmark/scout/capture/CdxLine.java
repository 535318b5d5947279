package org.proofmark.scout.capture;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.proofmark.scout.archive.Written;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.json.JsonMapper;

/** One line of an index of records (CDXJ): the address turned around, so that a domain's lines stand together; time; where it is. */
final class CdxLine {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    private CdxLine() {}

    static String of(Written written) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("url", written.url().withoutFragment().toString());
        fields.put("mime", written.revisit() ? "warc/revisit" : written.type());
        fields.put("status", Integer.toString(written.status()));
        fields.put("digest", written.digest());
        fields.put("length", Long.toString(written.length()));
        fields.put("offset", Long.toString(written.offset()));
        fields.put("filename", written.file());
        return key(written.url()) + " " + STAMP.format(written.captured()) + " " + JSON.writeValueAsString(fields);
    }

    /** {@code http://www.A.example:8080/B?d&c} becomes {@code example,a:8080)/b?c&d}. */
    static String key(Url url) {
        String host = url.host().toLowerCase(Locale.ROOT).replaceFirst("^www\\d*\\.", "");
        boolean literal = url.host().startsWith("[") || host.matches("[0-9.]+");
        List<String> labels = Arrays.asList(host.split("\\.", -1));
        String turned = literal ? host : String.join(",", labels.reversed());
        boolean usual = url.port() == (url.scheme().equals("https") ? 443 : 80);
        String query = url.query()
                .map(text -> "?" + Arrays.stream(text.split("&", -1)).sorted().collect(Collectors.joining("&")))
                .orElse("");
        return (turned + (usual ? "" : ":" + url.port()) + ")" + url.path() + query).toLowerCase(Locale.ROOT);
    }
}
