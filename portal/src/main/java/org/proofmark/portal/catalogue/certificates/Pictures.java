package org.proofmark.portal.catalogue.certificates;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.ColourDecoder;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.Decoder;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Undecodable;

/** Pictures as a page takes them: within the page itself, as data addresses. */
final class Pictures {
    private static final int DOTS_PER_MODULE = 8;
    private static final int PREVIEW = 960;

    private Pictures() {}

    /** A rendition of ours as JPEG, which PDF knows; WebP it does not. Nothing where the file was damaged since. */
    static Optional<String> rendition(byte[] file) throws IOException {
        MediaLimits limits = MediaLimits.standard();
        return switch (new Decoder(limits).decode(file, 1)) {
            case Undecodable damaged -> Optional.empty();
            case Decoded seen ->
                Optional.of(address("jpg", "image/jpeg", image(new ColourDecoder(limits).decode(file, seen, PREVIEW))));
        };
    }

    private static BufferedImage image(BgrPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(picture.samples(), 0, samples, 0, samples.length);
        return image;
    }

    /** A QR code of a text, without a margin. */
    static String qr(String text) throws IOException {
        try {
            BitMatrix modules = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
            return address("png", "image/png", image(modules));
        } catch (WriterException tooLong) {
            throw new IOException("no QR code holds this text", tooLong);
        }
    }

    private static BufferedImage image(BitMatrix modules) {
        int side = modules.getWidth() * DOTS_PER_MODULE;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, modules.get(x / DOTS_PER_MODULE, y / DOTS_PER_MODULE) ? 0 : 0xffffff);
            }
        }
        return image;
    }

    private static String address(String format, String mediaType, BufferedImage image) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, file)) {
            throw new IOException("no writer of " + mediaType);
        }
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(file.toByteArray());
    }
}
