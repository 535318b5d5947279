package org.proofmark.engine.worker;

import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.media.Shot;
import org.proofmark.engine.media.Undecodable.Reason;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.rendition.Renditions;

/** A worker that does what the "file" says, which is a word. */
final class MisbehavingWorker implements Examiner {
    /** Of every text one, with letters of one to four bytes. */
    static final FileMetadata METADATA = new FileMetadata(
            "title",
            "caption ä€😀",
            "creator",
            "credit",
            "copyright",
            "terms",
            "web",
            "licensor",
            "licensor's address",
            List.of("a", "b"),
            "2024");

    static final Shot SHOT = new Shot("camera", "lens ä", Optional.of(new Shot.Place(-33.5, 151.25)));

    private final String answers;

    private MisbehavingWorker(String answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        Worker.run(arguments[0], new MisbehavingWorker(arguments[0]));
    }

    @Override
    public Examination examine(byte[] file, Detail detail, RenditionOrder order) {
        return switch (new String(file, StandardCharsets.UTF_8)) {
            case "hang" -> hang();
            case "exit" -> exit();
            case "abort" -> abort();
            case "heap" -> fillHeap();
            case "native" -> fillNativeMemory();
            case "recurse" -> recurse(0);
            case "babble" -> babble();
            case "print" -> print();
            case "environment" ->
                tell(String.join(" ", new TreeSet<>(System.getenv().keySet())));
            case "connect" -> connect();
            case "pid" -> tell(Long.toString(ProcessHandle.current().pid()));
            case "renditions" -> showing(rendition(40, 30), rendition(20, 15));
            case "large" -> showing(rendition(400, 300));
            case "many" -> showing(Collections.nCopies(9, rendition(4, 3)).toArray(Rendition[]::new));
            case "long" -> showing(rendition(40, 30, new byte[5_000]));
            default -> showing();
        };
    }

    @Override
    public Optional<BgrPicture> picture(byte[] file, int longSide) {
        return switch (new String(file, StandardCharsets.UTF_8)) {
            case "hang when shown" -> shown(hang());
            case "abort" -> shown(abort());
            case "heap" -> shown(fillHeap());
            case "babble" -> shown(babble());
            case "blind" -> Optional.empty();
            case "large" -> Optional.of(new BgrPicture(longSide + 1, 1, new byte[3 * (longSide + 1)]));
            default -> Optional.of(new BgrPicture(2, 1, new byte[] {1, 2, 3, (byte) 253, (byte) 254, (byte) 255}));
        };
    }

    private static Optional<BgrPicture> shown(Examination never) {
        throw new AssertionError(never);
    }

    private static Unreadable tell(String text) {
        return new Unreadable(Reason.NOT_AN_IMAGE, text);
    }

    /** A picture that is large enough to pass the pipe in several pieces. */
    private static Examined showing(Rendition... renditions) {
        Fingerprint fingerprint = new Fingerprint(
                Detail.QUERY,
                Fingerprint.Sufficiency.FLAT,
                500,
                400,
                new GlobalCode(1, 2, 3, 4, 50),
                new Features(new int[0], 1, new char[0], new long[0]),
                new byte[] {1, 2, 3});
        byte[] pixels = new byte[512 * 400];
        pixels[pixels.length - 1] = 77;
        return new Examined(
                MediaType.GIF,
                500,
                400,
                6,
                fingerprint,
                new GreyPicture(512, 400, pixels),
                METADATA,
                SHOT,
                new Renditions(0x102030, List.of(renditions)));
    }

    /** What passes for a rendition: the head of a frame and some bytes. */
    private static Rendition rendition(int width, int height, byte... more) {
        ByteBuffer file = ByteBuffer.allocate(30 + more.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22 + more.length);
        file.put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII)).putInt(10 + more.length);
        file.put(new byte[] {0, 0, 0, (byte) 0x9D, 1, 0x2A});
        return new Rendition(
                width,
                height,
                file.putShort((short) width).putShort((short) height).put(more).array());
    }

    private static Examination hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static Examination exit() {
        System.err.println("the decoder said goodbye");
        Runtime.getRuntime().halt(9);
        throw new AssertionError();
    }

    @SuppressWarnings("restricted") // to crash is the purpose
    private static Examination abort() {
        MethodHandle abort = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("abort"), FunctionDescriptor.ofVoid());
        try {
            abort.invokeExact();
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
        throw new AssertionError();
    }

    private static Examination fillHeap() {
        List<byte[]> kept = new ArrayList<>();
        for (long i = 0; i < 1L << 40; i++) {
            kept.add(new byte[1 << 20]);
        }
        return tell("kept " + kept.size());
    }

    private static Examination fillNativeMemory() {
        try (Arena arena = Arena.ofConfined()) {
            return tell("got " + arena.allocate(8L << 30).byteSize());
        }
    }

    private static Examination recurse(int depth) {
        return depth < 0 ? tell("deep") : recurse(depth + 1);
    }

    private Examination babble() {
        try (FileOutputStream out = new FileOutputStream(answers)) {
            out.write("what a nice picture".getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return hang();
    }

    private static Examination connect() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 1_000);
            return tell("connected");
        } catch (IOException refused) {
            return tell(String.valueOf(refused.getMessage()));
        }
    }

    private static Examination print() {
        System.out.println("noise on standard output");
        return tell("quiet");
    }

    @Override
    public void close() {}
}
