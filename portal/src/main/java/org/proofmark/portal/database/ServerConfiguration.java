package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.file.Path;

/** PostgreSQL's two configuration files, written anew at each start: what stands in them is what this version wants. */
final class ServerConfiguration {
    private static final String DOORS = """
            # Written at each start of Proofmark; changes here are lost.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private ServerConfiguration() {}

    static void write(Path cluster, PostgresSettings settings) throws IOException {
        DurableFiles.write(cluster.resolve("postgresql.conf"), settings(settings));
        DurableFiles.write(cluster.resolve("pg_hba.conf"), DOORS);
    }

    /**
     * Statements that fail are told to whoever sent them and not logged: their texts hold what people typed. The log is a
     * ring of seven days.
     */
    private static String settings(PostgresSettings settings) {
        return """
            # Written at each start of Proofmark; changes here are lost.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            allow_alter_system = off
            max_connections = %d
            shared_buffers = %dMB
            work_mem = 16MB

            fsync = on
            synchronous_commit = on
            full_page_writes = on
            restart_after_crash = on

            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            datestyle = 'iso, ymd'
            jit = off

            logging_collector = on
            log_directory = '../log'
            log_filename = 'postgresql-%%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0
            log_file_mode = 0600
            log_min_messages = log
            log_min_error_statement = panic
            log_checkpoints = off
            """.formatted(settings.connections(), settings.sharedBuffersMegabytes());
    }
}
