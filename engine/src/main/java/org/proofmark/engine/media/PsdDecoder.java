package org.proofmark.engine.media;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Photoshop's PSD and PSB, the composite picture, by TwelveMonkeys' reader. */
final class PsdDecoder implements FormatDecoder {
    private final PixelLimit limit;
    private final ImageIoReader imageIo;

    PsdDecoder(PixelLimit limit) {
        this.limit = limit;
        imageIo = new ImageIoReader("psd", MediaType.PSD, limit);
    }

    @Override
    public Decoded decode(byte[] file, int longSide) throws IOException {
        if (file.length < 26) {
            throw RefusedFile.damaged("PSD: %d bytes hold no header".formatted(file.length));
        }
        ByteBuffer in = ByteBuffer.wrap(file);
        limit.check("the PSD", in.getInt(18), in.getInt(14));
        return imageIo.read(file, longSide, Orientation.NORMAL);
    }
}
