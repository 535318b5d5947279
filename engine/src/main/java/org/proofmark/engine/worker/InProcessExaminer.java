package org.proofmark.engine.worker;

import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Fingerprinter;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.Decoder;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Scaler;
import org.proofmark.engine.media.Undecodable;

/**
 * Examines in the calling thread: for trusted files, for measuring, and inside a worker. The limits on bytes and pixels
 * hold; those on time and memory do not, since nothing here can be killed.
 */
public final class InProcessExaminer implements Examiner {
    private final Decoder decoder;
    private final ThreadLocal<Scaler> scaler = ThreadLocal.withInitial(Scaler::new);
    private final ThreadLocal<Fingerprinter> fingerprinter = ThreadLocal.withInitial(Fingerprinter::new);

    /** An examiner that refuses what exceeds the limits on bytes and pixels. */
    public InProcessExaminer(MediaLimits limits) {
        decoder = new Decoder(limits);
    }

    @Override
    public Examination examine(byte[] file, Detail detail) {
        return switch (decoder.decode(file, detail.pictureSide())) {
            case Undecodable refused -> new Unreadable(refused.reason(), refused.explanation());
            case Decoded decoded -> look(file, decoded, detail);
        };
    }

    private Examined look(byte[] file, Decoded decoded, Detail detail) {
        GreyPicture picture = scaler.get().down(decoded.picture(), detail.pictureSide());
        Fingerprint seen = fingerprinter.get().fingerprint(picture, decoded.width(), decoded.height(), detail);
        FileMetadata metadata = FileMetadata.of(decoded.type(), file);
        return new Examined(
                decoded.type(), decoded.width(), decoded.height(), decoded.orientation(), seen, picture, metadata);
    }

    /** Lets the calling thread's share go. */
    @Override
    public void close() {
        scaler.remove();
        fingerprinter.remove();
    }
}
