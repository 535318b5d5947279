package org.proofmark.engine.fingerprint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Centres of a vocabulary in blocks, in signed bytes.
 *
 * @param steps for each block, what one of its bytes stands for
 * @param bytes {@value Describer#LENGTH} for each centre, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record Centres(float[] steps, byte[] bytes) {
    private static final int D = Describer.LENGTH;

    /** The centres nearest to these that bytes can say. */
    static Centres of(float[] numbers) {
        float[] steps = new float[Symmetry.ELEMENTS];
        for (int i = 0; i < numbers.length; i++) {
            int b = i % D / Symmetry.BLOCK;
            steps[b] = Math.max(steps[b], Math.abs(numbers[i]) / 127);
        }
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            float step = steps[i % D / Symmetry.BLOCK];
            bytes[i] = (byte) (step == 0 ? 0 : Math.round(numbers[i] / step));
        }
        return new Centres(steps, bytes);
    }

    static Centres read(DataInputStream data, int count) throws IOException {
        float[] steps = new float[Symmetry.ELEMENTS];
        for (int b = 0; b < steps.length; b++) {
            steps[b] = data.readFloat();
        }
        byte[] bytes = new byte[count * D];
        data.readFully(bytes);
        return new Centres(steps, bytes);
    }

    void write(DataOutputStream data) throws IOException {
        for (float step : steps) {
            data.writeFloat(step);
        }
        data.write(bytes);
    }

    /** What the bytes stand for. */
    float[] numbers() {
        float[] numbers = new float[bytes.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes[i] * steps[i % D / Symmetry.BLOCK];
        }
        return numbers;
    }

    /** The bytes in groups of 16 centres side by side, one dimension after the other, as {@link Arithmetic} wants them. */
    byte[] transposed() {
        byte[] out = new byte[bytes.length + Arithmetic.WIDTH];
        for (int i = 0; i < bytes.length; i++) {
            int row = i / D;
            out[(row / Arithmetic.WIDTH * D + i % D) * Arithmetic.WIDTH + row % Arithmetic.WIDTH] = bytes[i];
        }
        return out;
    }
}
