package org.proofmark.portal.platform;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount.
 *
 * @param minorUnits of the smallest unit of the currency (ISO 4217): cents of a euro, but whole yen
 */
public record Money(Currency currency, long minorUnits) {
    /** The largest amount either way: a trillion of the smallest unit. */
    public static final long LARGEST = 1_000_000_000_000L;

    private static final String GROUPED = "\\d{1,3}(?<group>[., '\u00a0\u202f\u2019])\\d{3}(?:\\k<group>\\d{3})*";
    private static final String PLAIN = "\\d{1,15}";
    private static final String DECIMALS = "(?:(?<point>[.,])(?<decimals>\\d{1,3}))?";

    /** Where the two compete, as in {@code 1.234}, thousands are meant; */
    private static final Pattern WRITTEN = Pattern.compile("(?<whole>" + GROUPED + "|" + PLAIN + ")" + DECIMALS);

    /** but not of a currency that has thousandths. */
    private static final Pattern WITH_THOUSANDTHS =
            Pattern.compile("(?<whole>" + PLAIN + "|" + GROUPED + ")" + DECIMALS);

    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw Refused.invalid("refused.currency", currency.getCurrencyCode());
        }
        if (Math.abs(minorUnits) > LARGEST) {
            throw Refused.invalid("refused.amountSize");
        }
    }

    /** A currency by its ISO 4217 code. */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.currency", code.strip());
        }
    }

    /**
     * Reads an amount as people write it: {@code 1.234,50}, {@code 1,234.50}, {@code 1 234}, {@code 450}. A single separator with
     * three digits after it groups thousands, except where the currency has three decimals.
     *
     * @throws Refused if it is no amount, or has more decimals than the currency
     */
    public static Money parse(String written, Currency currency) {
        int digits = Math.max(currency.getDefaultFractionDigits(), 0);
        String text = written.strip();
        Matcher parts = (digits == 3 ? WITH_THOUSANDTHS : WRITTEN).matcher(text);
        if (!parts.matches()
                || parts.group("point") != null && parts.group("point").equals(parts.group("group"))) {
            throw Refused.invalid("refused.amount", text);
        }
        String decimals = parts.group("decimals") == null ? "" : parts.group("decimals");
        if (decimals.length() > digits) {
            throw Refused.invalid("refused.amount", text);
        }
        String whole = parts.group("whole").replaceAll("\\D", "");
        return new Money(currency, minor(whole + decimals + "0".repeat(digits - decimals.length())));
    }

    private static long minor(String digits) {
        return digits.length() > 15 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** The amount with a point and the currency's decimals, without the currency: {@code 450.00}. */
    public String amount() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                .toPlainString();
    }

    /** As it is written in a language. */
    public String shown(Locale locale) {
        return shown(locale, currency.getDefaultFractionDigits());
    }

    /** Without what is less than one: for an amount that is a guess. */
    public String about(Locale locale) {
        return shown(locale, 0);
    }

    private String shown(Locale locale, int decimals) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()));
    }

    /** {@code 450.00 EUR}. */
    @Override
    public String toString() {
        return amount() + " " + currency.getCurrencyCode();
    }
}
