package org.proofmark.scout.extract;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.proofmark.engine.worker.ConfinedJava;
import org.proofmark.engine.worker.OneShot;
import org.proofmark.scout.extract.ImageReference.Way;

/**
 * Reads PDF files, each in a process of its own that may be killed: PDF has too many ways to cost time and memory. What the
 * process answered before its end is kept.
 */
final class PdfFiles {
    private static final int NATIVE_MEGABYTES = 256;

    private final ExtractLimits.PdfLimits limits;
    private final ConfinedJava java;
    private final Semaphore free;

    PdfFiles(ExtractLimits.PdfLimits limits) {
        this.limits = limits;
        free = new Semaphore(limits.processes(), true);
        java = new ConfinedJava(
                PdfProcess.class.getName(),
                limits.heapMegabytes(),
                NATIVE_MEGABYTES,
                List.of("-XX:TieredStopAtLevel=1", "-XX:MaxDirectMemorySize=16m"),
                Map.of("LC_ALL", "C.UTF-8", "MALLOC_ARENA_MAX", "2"));
    }

    void read(Findings findings, byte[] body) {
        findings.kind(Extract.Kind.PDF);
        free.acquireUninterruptibly();
        try {
            Process process = java.start(List.of(
                    Integer.toString(limits.images()),
                    Long.toString(limits.pixels()),
                    Integer.toString(findings.limits().links())));
            OneShot.Answer answer = OneShot.ask(process, body, limits.bytes(), limits.time());
            answered(findings, answer.bytes());
            answer.trouble().ifPresent(findings::trouble);
        } catch (IOException unstarted) {
            findings.trouble("the process that reads PDF files did not start: " + unstarted.getMessage());
        } finally {
            free.release();
        }
    }

    private void answered(Findings findings, byte[] answer) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer))) {
            while (true) {
                part(findings, in);
            }
        } catch (EOFException end) {
            return; // the last part may be broken off; the trouble told says so
        }
    }

    private void part(Findings findings, DataInputStream in) throws IOException {
        PdfPart kind = PdfPart.of(in.readByte());
        switch (kind) {
            case TITLE -> findings.title(in.readUTF());
            case LANGUAGE -> findings.language(in.readUTF());
            case LINK -> findings.link(findings.url(), in.readUTF(), Link.Kind.PAGE);
            case TROUBLE -> findings.trouble(in.readUTF());
            case IMAGE -> image(findings, in);
        }
    }

    private void image(Findings findings, DataInputStream in) throws IOException {
        int page = in.readInt();
        Facts facts =
                Facts.NONE.context("page " + page).size(OptionalInt.of(in.readInt()), OptionalInt.of(in.readInt()));
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException();
        }
        ImageReference.Inline inline = findings.inline("page %d, image".formatted(page), in.readNBytes(length));
        findings.keep(inline.name(), inline, Way.PDF, facts);
    }
}
