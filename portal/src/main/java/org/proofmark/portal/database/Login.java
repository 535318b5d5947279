package org.proofmark.portal.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The one account of a server on this machine.
 *
 * @param port of 127.0.0.1
 */
record Login(int port, String password) {
    /** SQLSTATE of an unknown database. */
    private static final String NO_SUCH_DATABASE = "3D000";

    private static final String SECONDS = "30";

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * Proves that our password opens this server, and makes our database if it is missing.
     *
     * @throws DatabaseException if it does not
     */
    void prove() {
        try {
            connect(RunningPostgres.NAME).close();
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw refused(e);
            }
            createDatabase();
        }
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + RunningPostgres.NAME);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", RunningPostgres.NAME);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        return DriverManager.getConnection(url(database), properties);
    }

    private static DatabaseException refused(SQLException e) {
        return DatabaseException.of("PostgreSQL runs but does not let us in", String.valueOf(e.getMessage()));
    }
}
