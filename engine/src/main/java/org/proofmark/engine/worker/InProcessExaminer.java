package org.proofmark.engine.worker;

import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Fingerprinter;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.ColourDecoder;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.Decoder;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Scaler;
import org.proofmark.engine.media.Shot;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.rendition.Renderer;
import org.proofmark.engine.rendition.RenditionOrder;

/**
 * Examines in the calling thread: for trusted files, for measuring, and inside a worker. The limits on bytes and pixels
 * hold; those on time and memory do not, since nothing here can be killed.
 */
public final class InProcessExaminer implements Examiner {
    private final Decoder decoder;
    private final ColourDecoder colours;
    private final Renderer renderer;
    private final ThreadLocal<Scaler> scaler = ThreadLocal.withInitial(Scaler::new);
    private final ThreadLocal<Fingerprinter> fingerprinter = ThreadLocal.withInitial(Fingerprinter::new);

    /** An examiner that refuses what exceeds the limits on bytes and pixels. */
    public InProcessExaminer(MediaLimits limits) {
        decoder = new Decoder(limits);
        colours = new ColourDecoder(limits);
        renderer = new Renderer(limits);
    }

    @Override
    public Examination examine(byte[] file, Detail detail, RenditionOrder order) {
        return switch (decoder.decode(file, detail.pictureSide())) {
            case Undecodable refused -> new Unreadable(refused.reason(), refused.explanation());
            case Decoded decoded -> look(file, decoded, detail, order);
        };
    }

    private Examined look(byte[] file, Decoded decoded, Detail detail, RenditionOrder order) {
        GreyPicture picture = scaler.get().down(decoded.picture(), detail.pictureSide());
        Fingerprint seen = fingerprinter.get().fingerprint(picture, decoded.width(), decoded.height(), detail);
        return new Examined(
                decoded.type(),
                decoded.width(),
                decoded.height(),
                decoded.orientation(),
                seen,
                picture,
                FileMetadata.of(decoded.type(), file),
                Shot.of(decoded.type(), file),
                renderer.render(file, decoded, order));
    }

    @Override
    public Optional<BgrPicture> picture(byte[] file, int longSide) {
        WorkerProtocol.checkLongSide(longSide);
        return decoder.decode(file, longSide) instanceof Decoded decoded
                ? Optional.of(colours.decode(file, decoded, longSide))
                : Optional.empty();
    }

    /** Lets the calling thread's share go. */
    @Override
    public void close() {
        scaler.remove();
        fingerprinter.remove();
    }
}
