package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void readsNamePasswordHostPortAndOptions() {
        DatabaseAddress read =
                DatabaseAddress.parse("postgresql://kim:p%40ss+word@db.example.org:5433/photos?ssl=true");
        assertThat(read.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.org:5433/photos?ssl=true");
        assertThat(read.name()).isEqualTo("kim");
        assertThat(read.password()).isEqualTo("p@ss+word");
        assertThat(read.toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db.example.org",
                "postgresql://kim:se cret@db.example.org/photos",
                "postgresql://kim@db.example.org/photos",
                "postgresql://db.example.org/photos",
                "postgresql://kim:secret@db.example.org",
                "mysql://kim:secret@db.example.org/photos"
            })
    void saysWhatAnAddressIsAndDoesNotRepeatThePassword(String odd) {
        assertThatThrownBy(() -> DatabaseAddress.parse(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://name:password@host:port/database")
                .hasMessageNotContainingAny("secret", "se cret");
    }
}
