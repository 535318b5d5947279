package org.proofmark.portal.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** One table of numbers, the simplest thing that can be lost. */
final class Rows {
    static final PostgresSettings SMALL = new PostgresSettings(32, 20, Duration.ofSeconds(60), Duration.ofSeconds(10));

    private Rows() {}

    static Connection connect(RunningPostgres running) throws SQLException {
        return DriverManager.getConnection(running.jdbcUrl(), running.name(), running.password());
    }

    static PreparedStatement insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS numbers (number bigint PRIMARY KEY)");
        }
        return connection.prepareStatement("INSERT INTO numbers VALUES (?)");
    }

    static void add(RunningPostgres running, long number) throws SQLException {
        try (Connection connection = connect(running);
                PreparedStatement insert = insert(connection)) {
            insert.setLong(1, number);
            insert.execute();
        }
    }

    static Set<Long> all(RunningPostgres running) throws SQLException {
        try (Connection connection = connect(running);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number FROM numbers")) {
            Set<Long> all = new HashSet<>();
            while (rows.next()) {
                all.add(rows.getLong(1));
            }
            return all;
        }
    }

    static String setting(RunningPostgres running, String name) throws SQLException {
        try (Connection connection = connect(running);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
