package org.proofmark.portal.catalogue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Names of entries of a ZIP. Those whose flag says UTF-8 are; the others are by the standard in the letters of the first PC
 * (APPNOTE, D.1), and often in UTF-8 all the same.
 */
final class ZipNames {
    /** For readers that heed the flag themselves: every byte is a letter of it. */
    static final Charset OLD = Charset.forName("IBM437");

    private ZipNames() {}

    /** A name by its bytes. */
    static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException old) {
            return new String(bytes, OLD);
        }
    }

    /** A name as a reader with the old letters gave it. */
    static String read(String name) {
        return OLD.newEncoder().canEncode(name) ? of(name.getBytes(OLD)) : name;
    }
}
