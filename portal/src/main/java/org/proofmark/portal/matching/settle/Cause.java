package org.proofmark.portal.matching.settle;

import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;

/** What settles a match, and how. */
record Cause(By by, UUID ref, Verdict verdict, Optional<Reason> reason) {}
