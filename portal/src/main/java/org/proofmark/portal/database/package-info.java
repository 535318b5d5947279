/**
 * A PostgreSQL of our own: made, started, stopped and found again by this process, safe against a kill at any moment.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.database.PostgresFolder}.
 *   <li>Does: unpacks PostgreSQL's programs once, makes the database's folder whole or not at all, keeps others out of it,
 *       stops a server that a killed process left behind, starts a new one, and starts it again should it end by itself.
 *   <li>Does not: know a table; move data to another major version; keep backups, though it copies the files for them.
 *   <li>Always true: what was committed is on the disk (fsync, full page writes, checksums); the server listens on loopback
 *       only and asks everyone for a password; no process is signalled unless it is a PostgreSQL working in this folder.
 *   <li>Tells: {@link org.proofmark.portal.database.DatabaseException}: what, why, and what to do.
 * </ul>
 */
@NullMarked
package org.proofmark.portal.database;

import org.jspecify.annotations.NullMarked;
