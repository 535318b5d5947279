package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "450; EUR; 45000",
                "450,5; EUR; 45050",
                "1.234,50; EUR; 123450",
                "1,234.50; EUR; 123450",
                "1 234,50; EUR; 123450",
                "1'234.50; CHF; 123450",
                "1.234; EUR; 123400",
                "1,234,567; EUR; 123456700",
                "1,234; JPY; 1234",
                "1.234; KWD; 1234",
                "1,234.567; KWD; 1234567",
                "12345.67; EUR; 1234567",
                "0; EUR; 0"
            })
    void readsAmountsAsPeopleWriteThem(String written, String currency, long minorUnits) {
        assertThat(Money.parse(written, Money.currency(currency)).minorUnits()).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-5",
                "1.2.3",
                "1,23,4",
                "450.12,4",
                "12345.678",
                "1.234.56",
                "1.234,567",
                "4e5",
                "450.5 EUR",
                "99999999999999999",
                "٤٥"
            })
    void refusesWhatIsNoAmount(String written) {
        assertThatThrownBy(() -> Money.parse(written, Money.currency("EUR"))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EURO", "zzz", "XXX"})
    void refusesWhatIsNoCurrency(String code) {
        assertThatThrownBy(() -> new Money(Money.currency(code), 1)).isInstanceOf(Refused.class);
    }

    @Test
    void isWrittenAsItsReaderExpects() {
        Money price = Money.parse("1234.5", Money.currency("eur"));
        assertThat(price).hasToString("1234.50 EUR");
        assertThat(price.shown(Locale.GERMAN)).contains("1.234,50").contains("€");
        assertThat(price.shown(Locale.ENGLISH)).contains("1,234.50");
    }
}
