/**
 * Watched folders: new files on this machine's disk become works without anyone uploading them.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.catalogue.folders.Folders}; {@link
 *       org.proofmark.portal.catalogue.folders.FolderWatch} looks, one folder after the other.
 *   <li>Does: takes files that nobody writes any more, once each; remembers them by path, size, time and digest.
 *   <li>Does not: move, change or delete anything there; follow links; look outside the folders the operator allowed.
 *   <li>Always true: what is taken goes through {@link org.proofmark.portal.catalogue.Uploads} like any file, and was the same
 *       from its first byte read to its last.
 *   <li>Tells: what came of the files of each folder.
 * </ul>
 */
@NamedInterface("folders")
@NullMarked
package org.proofmark.portal.catalogue.folders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
