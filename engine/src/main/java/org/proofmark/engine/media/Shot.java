package org.proofmark.engine.media;

import java.util.Optional;

/**
 * How and where a picture was taken, from EXIF. Kept apart from {@link FileMetadata}, which may be shown to anybody: where
 * somebody was is theirs to tell.
 *
 * @param camera maker and model, {@link FileMetadata#LONGEST_TEXT} characters at most, no control characters; may be empty
 * @param lens the lens likewise
 * @param place where the camera was
 */
public record Shot(String camera, String lens, Optional<Place> place) {
    /** Nothing is said. */
    public static final Shot NONE = new Shot("", "", Optional.empty());

    public Shot {
        FileMetadata.check(camera);
        FileMetadata.check(lens);
    }

    /**
     * A place on Earth (WGS 84 as far as cameras keep to it).
     *
     * @param latitude degrees, −90 to 90, north positive
     * @param longitude degrees, −180 to 180, east positive
     */
    public record Place(double latitude, double longitude) {
        public Place {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("a place at %s, %s".formatted(latitude, longitude));
            }
        }
    }

    /** Reads what a file says; whatever its bytes, nothing worse happens than that less is read. */
    public static Shot of(MediaType type, byte[] file) {
        return MetadataReader.shot(type, file);
    }
}
