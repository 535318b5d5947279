package org.proofmark.scout.frontier;

import java.util.function.Predicate;
import org.proofmark.scout.url.Url;

/**
 * By what addresses are known again. What an archive holds is another thing than what the web shows at the same address: in a
 * scope that is apart, every name begins with the scope's.
 *
 * @param apart whether a scope is a web of its own
 */
record Names(Predicate<String> apart) {
    /** Stands in no address and in no scope's name. */
    private static final char END = '\n';

    /** The name of an address in a scope. */
    String identity(Url url, String scope) {
        return of(url.identity().toString(), scope);
    }

    String of(String name, String scope) {
        return apart.test(scope) ? scope + END + name : name;
    }

    /** The name of the picture that an image's address is one of the sizes of. */
    String family(Url url, String scope) {
        return of(Family.of(url), scope);
    }

    /** Whether what one scope saw at an address is what the other would. */
    boolean sameWeb(String one, String other) {
        return one.equals(other) || !apart.test(one) && !apart.test(other);
    }

    /** What one server answers for, which politeness is counted by. An archive answers for all it holds. */
    String host(Url url, String scope) {
        return apart.test(scope) ? scope : url.host() + ":" + url.port();
    }
}
