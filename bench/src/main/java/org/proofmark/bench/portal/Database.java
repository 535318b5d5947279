package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL of a portal that runs, behind the portal's back. */
final class Database implements AutoCloseable {
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Reaches it. */
    static Database of(Path data) throws IOException, SQLException {
        Path database = data.resolve("database");
        String port =
                Files.readAllLines(database.resolve("cluster/postmaster.pid")).get(3);
        String password = Files.readString(database.resolve("password")).strip();
        return new Database(DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/proofmark", "proofmark", password));
    }

    void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.execute();
        }
    }

    /** The first column. */
    List<String> rows(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
