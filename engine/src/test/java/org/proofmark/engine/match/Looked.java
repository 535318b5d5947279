package org.proofmark.engine.match;

import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Fingerprinter;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.media.Scaler;
import org.proofmark.engine.worker.Examined;

/** Pictures made by tests, looked at as files are. */
final class Looked {
    private Looked() {}

    static Examined examined(GreyPicture picture, Detail detail) {
        GreyPicture seen = new Scaler().down(picture, detail.pictureSide());
        Fingerprint fingerprint = new Fingerprinter().fingerprint(seen, picture.width(), picture.height(), detail);
        return new Examined(MediaType.PNG, picture.width(), picture.height(), 1, fingerprint, seen, FileMetadata.NONE);
    }
}
