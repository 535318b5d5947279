/**
 * Copies of everything a portal keeps, made while it works, and put back.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.backup.Backups}; {@code Restoring} is the way back.
 *   <li>Does: copies the database's files, the originals and what else cannot be made again into a folder; files that are there
 *       already are not copied again; checks, lists and thins out what was made.
 *   <li>Does not: know a table; copy a PostgreSQL or a bucket of the operator's own.
 *   <li>Always true: a backup without its manifest is none, and the manifest is written last; of all a backup holds it has the digest;
 *       every row that was copied has its file.
 *   <li>Tells: {@link org.proofmark.portal.backup.BackupException}: what, why, and what to do.
 * </ul>
 */
@ApplicationModule(
        displayName = "Backup",
        allowedDependencies = {"database", "platform"})
@NullMarked
package org.proofmark.portal.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
