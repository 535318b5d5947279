package org.proofmark.portal.matching.web;

import java.util.Optional;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.platform.Refused;

/** A verdict as a form sends it; none: what stands is taken back. */
record Said(Optional<Verdict> verdict, Optional<Reason> reason) {
    static final Said TAKEN_BACK = new Said(Optional.empty(), Optional.empty());

    /** What a button sends that gives what was chosen beside it. */
    private static final String CHOSEN = "why";

    /**
     * Reads it.
     *
     * @param verdict a verdict, alone or with its reason, {@code licensed:own_site}; "": taken back; {@code why}: as chosen
     * @param why the same, as it was chosen from a list
     */
    static Said of(String verdict, String why) {
        String text = verdict.equals(CHOSEN) ? why : verdict;
        if (text.isEmpty() && verdict.isEmpty()) {
            return TAKEN_BACK;
        }
        int at = text.indexOf(':');
        Verdict said = Verdict.parse(at < 0 ? text : text.substring(0, at));
        Optional<Reason> reason = at < 0 ? Optional.empty() : Optional.of(Reason.parse(text.substring(at + 1)));
        if (reason.filter(one -> one.verdict() != said).isPresent()) {
            throw Refused.invalid("refused.reason");
        }
        return new Said(Optional.of(said), reason);
    }
}
