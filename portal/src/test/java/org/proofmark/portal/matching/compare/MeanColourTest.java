package org.proofmark.portal.matching.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What two mean colours tell, and what they are too faint to tell. */
class MeanColourTest {
    private static final MeanColour GREEN = new MeanColour(0x7A9A40);

    @Test
    void aColourfulPictureWithoutItsColoursIsGrey() {
        assertThat(new MeanColour(0x808180).greyOf(GREEN)).isTrue();
        assertThat(new MeanColour(0x808180).greyOf(new MeanColour(0x808590))).isFalse();
        assertThat(GREEN.greyOf(GREEN)).isFalse();
    }

    @Test
    void anotherHueIsAnotherColour() {
        assertThat(new MeanColour(0x9A407A).anotherThan(GREEN)).isTrue();
        assertThat(new MeanColour(0x8A9A48).anotherThan(GREEN))
                .as("a warmer filter")
                .isFalse();
        assertThat(new MeanColour(0xB04048).anotherThan(new MeanColour(0xB04840)))
                .as("red on both sides of the circle's end")
                .isFalse();
        assertThat(new MeanColour(0x808890).anotherThan(GREEN))
                .as("too grey to have a hue")
                .isFalse();
    }
}
