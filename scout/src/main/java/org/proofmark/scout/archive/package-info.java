/**
 * Crawl archives (WARC, ARC, WACZ) as a source like the live web, and as a place to keep what was fetched.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.archive.Archive} to read, {@link org.proofmark.scout.archive.WarcWriter} to write.
 *   <li>Does: find what an archive holds, answer requests from it, write every exchange of an outcome.
 *   <li>Does not: ask the network for anything; verify signatures of packages.
 *   <li>Always true: what could not be read is named with its reason; a file being written can be read up to its last whole record.
 *   <li>Tells: {@link org.proofmark.scout.fetch.Outcome}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.archive;

import org.jspecify.annotations.NullMarked;
