package org.proofmark.portal.catalogue.licences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;

class WrittenTermsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static WrittenTerms written(String licensee, String domains, String from, String to, String price) {
        return new WrittenTerms(licensee, domains, "Web", "Worldwide", from, to, price, "EUR", "");
    }

    private static Terms period(Optional<LocalDate> from, Optional<LocalDate> to) {
        return new Terms("Someone", List.of(), "", "", from, to, Optional.empty(), "");
    }

    @Test
    void whatIsWrittenIsRead() {
        WrittenTerms.Reading read = written(
                        "Harbour Press", "www.harbour.example\nshop.example", "2026-01-01", "2026-12-31", "450,00")
                .read(WrittenTerms::isoDay);
        assertThat(read)
                .isEqualTo(new WrittenTerms.Reading.Good(new Terms(
                        "Harbour Press",
                        List.of(new LicensedDomain("harbour.example"), new LicensedDomain("shop.example")),
                        "Web",
                        "Worldwide",
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        Optional.of(LocalDate.of(2026, 12, 31)),
                        Optional.of(new Money(Money.currency("EUR"), 45_000)),
                        "")));
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        WrittenTerms.Reading read =
                written("", "co.uk, example.org", "soon", "2026-12-31", "many").read(WrittenTerms::isoDay);
        assertThat(read)
                .isInstanceOfSatisfying(
                        WrittenTerms.Reading.Bad.class,
                        bad -> assertThat(bad.wrong())
                                .extracting(WrittenTerms.Wrong::part)
                                .containsExactly("domains", "from", "price", "licensee"));
    }

    @Test
    void writingAndReadingAreInverse() {
        Terms terms = new Terms(
                "Harbour Press",
                List.of(new LicensedDomain("xn--mller-kva.de")),
                "Print",
                "Germany",
                Optional.of(TODAY),
                Optional.of(TODAY.plusYears(1)),
                Optional.of(new Money(Money.currency("JPY"), 45_000)),
                "two\nlines");
        assertThat(WrittenTerms.of(terms).read(WrittenTerms::isoDay)).isEqualTo(new WrittenTerms.Reading.Good(terms));
    }

    @Test
    void aLicenceThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> period(Optional.of(TODAY), Optional.of(TODAY.minusDays(1))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void charactersNoTextHasAreLeftOut() {
        Terms terms = new Terms(
                "A\0B\ud800", List.of(), "", "", Optional.empty(), Optional.empty(), Optional.empty(), "a\nb\u0007");
        assertThat(terms.licensee()).isEqualTo("AB");
        assertThat(terms.note()).isEqualTo("a\nb");
    }

    @Test
    void aLicenceRunsThroughItsLastDay() {
        assertThat(period(Optional.of(TODAY), Optional.of(TODAY)).on(TODAY)).isEqualTo(Terms.Time.EXPIRING);
        assertThat(period(Optional.empty(), Optional.of(TODAY.minusDays(1))).on(TODAY))
                .isEqualTo(Terms.Time.ENDED);
        assertThat(period(Optional.of(TODAY.plusDays(1)), Optional.empty()).on(TODAY))
                .isEqualTo(Terms.Time.AHEAD);
        assertThat(period(Optional.empty(), Optional.of(TODAY.plusDays(60))).on(TODAY))
                .isEqualTo(Terms.Time.EXPIRING);
        assertThat(period(Optional.empty(), Optional.of(TODAY.plusDays(61))).on(TODAY))
                .isEqualTo(Terms.Time.RUNNING);
        assertThat(period(Optional.empty(), Optional.empty()).on(TODAY)).isEqualTo(Terms.Time.RUNNING);
    }
}
