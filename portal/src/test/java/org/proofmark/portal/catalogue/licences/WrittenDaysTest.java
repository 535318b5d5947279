package org.proofmark.portal.catalogue.licences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.portal.platform.Refused;

class WrittenDaysTest {
    @ParameterizedTest
    @CsvSource({
        "2026-04-30, 2026-04-30",
        "2026/4/3, 2026-04-03",
        "30.04.2026, 2026-04-30",
        "3.4.2026, 2026-04-03",
        "3. 4. 26, 2026-04-03",
        "1.1.99, 1999-01-01",
        "30/04/2026, 2026-04-30",
        "04/30/2026, 2026-04-30",
        "05/05/2026, 2026-05-05",
        "2026-04-30 00:00:00, 2026-04-30"
    })
    void readsDaysThatSayThemselvesWhichNumberIsTheMonth(String written, LocalDate day) {
        assertThat(WrittenDays.of(List.of()).read(written)).isEqualTo(day);
    }

    @Test
    void readsTheOthersAsTheFileDoes() {
        assertThat(WrittenDays.of(List.of("31/12/2025", "03/04/2026")).read("03/04/2026"))
                .isEqualTo(LocalDate.of(2026, 4, 3));
        assertThat(WrittenDays.of(List.of("12/31/2025", "03/04/2026")).read("03/04/2026"))
                .isEqualTo(LocalDate.of(2026, 3, 4));
    }

    @Test
    void refusesToGuess() {
        assertThatThrownBy(() -> WrittenDays.of(List.of("03/04/2026")).read("03/04/2026"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() ->
                        WrittenDays.of(List.of("31/12/2025", "12/31/2025")).read("03/04/2026"))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-02-30", "31.04.2026", "2026", "99/99/2026"})
    void refusesWhatIsNoDay(String written) {
        assertThatThrownBy(() -> WrittenDays.of(List.of()).read(written)).isInstanceOf(Refused.class);
    }
}
