package org.proofmark.scout.frontier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite file (sqlite.org) and one connection to it. What was committed outlives a kill of the process: the journal is
 * written ahead (WAL) and the system keeps what a dead process has written; after a power failure the last transactions may
 * be missing, never half of one. One thread at a time.
 */
final class Database implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Work that is kept whole or not at all. */
    interface Work {
        void run();
    }

    /**
     * Opens a file, making it where there is none.
     *
     * @throws IOException if it is not such a file, or another process has it open
     */
    static Database open(Path file) throws IOException {
        Connection connection;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new IOException(file + ": cannot be opened: " + e.getMessage(), e);
        }
        Database database = new Database(file, connection);
        try {
            database.script("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                    + "PRAGMA busy_timeout = 2000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                    + "BEGIN IMMEDIATE; COMMIT");
        } catch (UncheckedIOException e) {
            database.close();
            throw new IOException(file + ": is in use by another scan, or is no such file (" + e.getMessage() + ")", e);
        }
        return database;
    }

    /** Runs statements separated by semicolons. */
    void script(String sql) {
        try (var statement = connection.createStatement()) {
            for (String one : sql.split(";", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    /** Changes rows; answers how many. */
    int update(String sql, @Nullable Object... values) {
        try {
            return prepared(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) {
        try (ResultSet rows = prepared(sql, values).executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    /** Reads row by row, so that no list of them is kept. */
    void each(String sql, Row<?> row, @Nullable Object... values) {
        try (ResultSet rows = prepared(sql, values).executeQuery()) {
            while (rows.next()) {
                Object _ = row.read(rows);
            }
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... values) {
        return list(sql, row, values).stream().findFirst();
    }

    void transaction(Work work) {
        boolean done = false;
        update("BEGIN IMMEDIATE");
        try {
            work.run();
            update("COMMIT");
            done = true;
        } finally {
            if (!done) {
                script("ROLLBACK");
            }
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private UncheckedIOException trouble(SQLException e) {
        return new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw trouble(e);
        }
    }
}
