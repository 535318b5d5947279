package org.proofmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.proofmark.engine.index.DamagedIndexException;
import org.proofmark.engine.index.IndexInUseException;
import org.proofmark.portal.PortalException;
import org.proofmark.portal.backup.BackupException;
import org.proofmark.portal.database.DatabaseException;

/** Failures of the outside, in words for the person at the keyboard. */
final class Failures {
    private Failures() {}

    /** Whether this is the outside's failure: one line will do. Everything else is our bug and shows its stack. */
    static boolean isOfTheOutside(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof DamagedIndexException
                || failure instanceof IndexInUseException
                || failure instanceof DatabaseException
                || failure instanceof BackupException
                || failure instanceof PortalException;
    }

    /** One line: which thing, and what is wrong with it. */
    static String line(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            IOException cause = unchecked.getCause();
            String message = String.valueOf(unchecked.getMessage());
            return cause != null && message.equals(cause.toString()) ? line(cause) : firstLine(message);
        }
        if (failure instanceof FileSystemException system && system.getFile() != null) {
            return system.getFile() + ": " + reason(system);
        }
        return reason(failure);
    }

    /** What is wrong, without the name of the file. */
    static String reason(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "not permitted";
            case NotDirectoryException _ -> "not a folder";
            case FileAlreadyExistsException _ -> "is already there";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemException system
            when system.getReason() != null -> system.getReason().toLowerCase(Locale.ROOT);
            default -> {
                String message = failure.getMessage();
                yield message == null || message.isBlank() ? failure.getClass().getSimpleName() : firstLine(message);
            }
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
