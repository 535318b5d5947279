package org.proofmark.scout.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofmark.scout.url.Url;

class FamilyTest {
    private static final String SITE = "https://a.example/";

    @ParameterizedTest
    @CsvSource({
        "photo-300x200.jpg, photo.jpg",
        "photo.jpg?w=300, photo.jpg?w=900",
        "photo@2x.jpg, photo.jpg",
        "photo@1.5x.webp, photo@3x.webp",
        "i/800x600/harbour.jpg, i/400x300/harbour.jpg",
        "i/800x600/harbour.jpg, i/harbour.jpg",
        "harbour-1234567_640.jpg, harbour-1234567_1280.jpg",
        "harbour-1234567_960_720.jpg, harbour-1234567.jpg",
        "x/tumblr_abcdefghij12_500.png, x/tumblr_abcdefghij12_1280.png"
    })
    void ofOnePictureAtTwoSizes(String one, String other) {
        assertThat(Family.of(Url.of(SITE + one))).isEqualTo(Family.of(Url.of(SITE + other)));
    }

    /** What would be taken for one picture wrongly would never be looked at. */
    @ParameterizedTest
    @CsvSource({
        "IMG_1280.jpg, IMG_1920.jpg",
        "wedding-2023_640.jpg, wedding-2023_1280.jpg",
        "wallpapers/1920x1080/1.jpg, wallpapers/800x600/1.jpg",
        "wallpapers/1920x1080/p12.jpg, wallpapers/800x600/p12.jpg",
        "a/800x600/harbour.jpg, b/800x600/harbour.jpg",
        "800x600/harbour/one.jpg, 400x300/harbour/one.jpg",
        "harbour-1234567_641.jpg, harbour-1234567_1280.jpg",
        "harbour-1234567_640.jpg, harbour-1234568_640.jpg",
        "me@2x.example/photo.jpg, me.example/photo.jpg"
    })
    void ofTwoPictures(String one, String other) {
        assertThat(Family.of(Url.of(SITE + one))).isNotEqualTo(Family.of(Url.of(SITE + other)));
    }

    @ParameterizedTest
    @CsvSource({
        "photo-300x200.jpg, true",
        "i/400x300/harbour.jpg, true",
        "harbour-1234567_340.jpg, true",
        "photo.jpg, false",
        "photo@2x.jpg, false"
    })
    void namesASizeWhereOthersAreLikelyToBeLarger(String address, boolean names) {
        assertThat(Family.namesSize(Url.of(SITE + address))).isEqualTo(names);
    }
}
