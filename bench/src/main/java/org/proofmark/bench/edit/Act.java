package org.proofmark.bench.edit;

import java.awt.image.BufferedImage;

/** What is done to a picture. The picture handed in is left as it is. */
@FunctionalInterface
interface Act {
    /**
     * Makes the edited picture.
     *
     * @param picture the picture, of the type of {@link Pixels#blank}
     * @param scene chance, and the other pictures that may appear beside it
     */
    BufferedImage on(BufferedImage picture, Scene scene);

    /** This act, then another. */
    default Act then(Act next) {
        return (picture, scene) -> next.on(on(picture, scene), scene);
    }
}
