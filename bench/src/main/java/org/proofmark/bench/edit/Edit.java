package org.proofmark.bench.edit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * One thing done to a photo.
 *
 * @param name as it stands in tables, such as {@code crop-60}
 * @param hard whether it is known to be beyond what can be expected always; it must still mostly be found
 * @param act what is done
 * @param form how it is saved
 */
public record Edit(String name, boolean hard, Act act, FileForm form) {

    /** The edited file of a photo; the same for the same arguments. */
    public byte[] file(Path photo, Pictures others, long seed) {
        Scene scene = new Scene(chance(seed, Pictures.name(photo), name), others);
        return form.file(act.on(Pixels.read(Pictures.bytes(photo)), scene));
    }

    /** The ending of the edited file's name. */
    public String ending() {
        return form.ending();
    }

    static SplittableRandom chance(long seed, String photo, String edit) {
        CRC32C sum = new CRC32C();
        sum.update((photo + '\n' + edit).getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + sum.getValue());
    }
}
