package org.proofmark.portal.matching;

import java.util.List;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.platform.Money;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a use may be worth: what the holder's licences cost, times what speaks for and against it. A guess to sort by, every factor
 * of which is shown; no price to ask.
 *
 * @param factors first the price it begins with, then what it is multiplied by
 */
public record Worth(Money value, List<Factor> factors) {
    /**
     * One factor.
     *
     * @param what key of its text, {@code size.SMALL}
     * @param times what it multiplies by; of the first, the price in the smallest unit of the currency
     */
    public record Factor(String what, double times) {
        public String json() {
            return JSON.writeValueAsString(this);
        }
    }

    /**
     * What a use begins with.
     *
     * @param fromRegister whether it is the middle price of the holder's own licences
     */
    public record Basis(Money price, boolean fromRegister) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Factor>> FACTORS = new TypeReference<>() {};

    /** The factors as they are kept. */
    public String json() {
        return JSON.writeValueAsString(factors);
    }

    static List<Factor> factors(String json) {
        return JSON.readValue(json, FACTORS);
    }

    public Worth {
        factors = List.copyOf(factors);
    }

    public static Worth of(Basis basis, Tier tier, Match.Copy copy, double share, SiteFacts.Kind kind) {
        List<Factor> factors = List.of(
                basis(basis), certainty(tier), size(Math.max(copy.width(), copy.height())), share(share), kind(kind));
        double value = factors.stream().mapToDouble(Factor::times).reduce(1, (a, b) -> a * b);
        return new Worth(new Money(basis.price().currency(), Math.round(Math.min(value, Money.LARGEST))), factors);
    }

    /** The first factor. */
    public static Factor basis(Basis basis) {
        return new Factor(
                "basis." + (basis.fromRegister() ? "REGISTER" : "STANDARD"),
                basis.price().minorUnits());
    }

    /** The second factor. */
    static Factor certainty(Tier tier) {
        return new Factor(
                "tier." + tier,
                switch (tier) {
                    case CERTAIN -> 1;
                    case LIKELY -> 0.8;
                    case CLOSELY -> 0.3;
                    case SAME_SCENE -> 0;
                });
    }

    private static Factor size(int longSide) {
        if (longSide < 300) {
            return new Factor("size.TINY", 0.3);
        }
        if (longSide < 600) {
            return new Factor("size.SMALL", 0.7);
        }
        return longSide < 1_600 ? new Factor("size.PAGE", 1) : new Factor("size.LARGE", 1.3);
    }

    private static Factor share(double share) {
        if (share < 0.2) {
            return new Factor("share.LITTLE", 0.5);
        }
        return share < 0.6 ? new Factor("share.PART", 0.8) : new Factor("share.MOST", 1);
    }

    /** The last factor. */
    public static Factor kind(SiteFacts.Kind kind) {
        return new Factor(
                "kind." + kind,
                switch (kind) {
                    case BUSINESS -> 1;
                    case UNKNOWN -> 0.5;
                    case PRIVATE -> 0.15;
                });
    }
}
