package org.proofmark.portal.discovery;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.url.Url;

/**
 * An address of which nothing was seen at its last visit, or not all of it.
 *
 * @param id grows with the order in which addresses were found
 * @param referrer the document that led there; nothing for where the walk begins
 * @param why which kind of obstacle; {@link Visit.Why#UNREADABLE} also where only a part could not be read
 * @param status of the answer; 0 where none came
 * @param explanation for a person, in English
 */
public record Missed(
        long id,
        String url,
        Role role,
        Optional<String> referrer,
        Visit.Why why,
        int status,
        String explanation,
        Instant at) {
    /** As it is told to one to whom these addresses are not. */
    Missed told(Set<String> not) {
        return new Missed(id, told(url, not), role, referrer.map(one -> told(one, not)), why, status, explanation, at);
    }

    private static String told(String address, Set<String> not) {
        Optional<Url> parsed = Url.parse(address);
        if (not.contains(address) || parsed.isEmpty()) {
            return parsed.map(Missed::server).orElse("") + "/…";
        }
        return parsed.get().query().isEmpty() ? address : address.substring(0, address.indexOf('?')) + "?…";
    }

    private static String server(Url url) {
        String whole = url.toString();
        return whole.substring(0, whole.indexOf('/', whole.indexOf("://") + 3));
    }
}
