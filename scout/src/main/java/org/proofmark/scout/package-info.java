/**
 * Looks at the web: from a site's address to verified matches. One room each for addresses ({@code url}), one guarded
 * exchange ({@code fetch}), what may be asked ({@code robots}), what a document shows ({@code extract}), what comes next
 * ({@code frontier}), crawl archives ({@code archive}), a real browser ({@code render}), evidence of one page
 * ({@code capture}), and the whole walk ({@code scan}).
 */
@NullMarked
package org.proofmark.scout;

import org.jspecify.annotations.NullMarked;
