package org.proofmark.scout.url;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out of an address what says who asks and where from, not what is asked for. */
final class Identity {
    /** Session identifiers, as query or path parameter, whatever their value. */
    private static final Set<String> SESSION = Set.of(
            "jsessionid",
            "phpsessid",
            "aspsessionid",
            "asp.net_sessionid",
            "sessionid",
            "session_id",
            "cfid",
            "cftoken");

    /** Session identifiers where the value looks like one; else {@code sid=12} may well be a section of the site. */
    private static final Set<String> SESSION_BY_VALUE = Set.of("sid", "session", "sess", "zenid", "oscsid", "xtcsid");

    /** Tracking parameters: the click identifiers and campaign names advertisers, mailers and statistics add. */
    private static final Set<String> TRACKING = Set.of(
            "fbclid",
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "gad_source",
            "gad_campaignid",
            "srsltid",
            "msclkid",
            "yclid",
            "ymclid",
            "ysclid",
            "twclid",
            "ttclid",
            "li_fat_id",
            "igshid",
            "igsh",
            "epik",
            "rdt_cid",
            "sc_cid",
            "scclid",
            "irclickid",
            "rb_clickid",
            "wickedid",
            "mc_cid",
            "mc_eid",
            "mkt_tok",
            "oly_enc_id",
            "oly_anon_id",
            "vero_id",
            "vero_conv",
            "_hsenc",
            "_hsmi",
            "__hssc",
            "__hstc",
            "__hsfp",
            "hsctatracking",
            "ml_subscriber",
            "ml_subscriber_hash",
            "_ga",
            "_gl",
            "_gac",
            "_openstat",
            "s_cid",
            "ef_id",
            "s_kwcid",
            "cmpid",
            "__s",
            "guce_referrer",
            "guce_referrer_sig",
            "_branch_match_id",
            "_kx",
            "_bta_tid",
            "_bta_c",
            "xtor");

    /** The same by the beginning of their names. */
    private static final List<String> TRACKING_FAMILIES =
            List.of("utm_", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "aspsessionid", "itm_", "trk_");

    private static final Pattern SESSION_VALUE = Pattern.compile("(?=.*[0-9])[0-9A-Za-z,_-]{16,}");

    private Identity() {}

    static Url of(Url url) {
        Url.Parts parts = url.parts;
        String path = PercentEncoding.normalise(path(parts.path()));
        Optional<String> query = url.query().map(Identity::query).filter(text -> !text.isEmpty());
        return new Url(new Url.Parts(
                parts.scheme(),
                "",
                "",
                parts.host(),
                parts.port(),
                false,
                parts.segments(),
                path,
                query.orElse(null),
                null));
    }

    private static String path(String path) {
        String withoutParameters = Arrays.stream(path.split("/", -1))
                .map(segment -> kept(segment, ";"))
                .collect(Collectors.joining("/"));
        return withoutParameters.replaceAll("(?i)/\\(([saf]\\([0-9a-z_-]+\\))+\\)(?=/)", ""); // ASP.NET without cookies
    }

    private static String query(String query) {
        return PercentEncoding.normalise(kept(query, "&"));
    }

    private static String kept(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .filter(parameter -> !isDropped(parameter))
                .collect(Collectors.joining(separator));
    }

    private static boolean isDropped(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return false;
        }
        String name = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
        return SESSION.contains(name)
                || TRACKING.contains(name)
                || TRACKING_FAMILIES.stream().anyMatch(name::startsWith)
                || SESSION_BY_VALUE.contains(name)
                        && SESSION_VALUE
                                .matcher(parameter.substring(equals + 1))
                                .matches();
    }
}
