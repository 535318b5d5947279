package org.proofmark.engine.media;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small binding to libvips 8 (tried with 8.14): loads HEIF (AVIF, HEIC) or JPEG XL by the loader named, never by
 * guessing, and shrinks. Its variadic functions take their options as name and value, ended by a null pointer.
 *
 * <p>Safe for use by several threads at once, as libvips is; a picture is decoded by the calling thread alone.
 */
@SuppressWarnings("restricted") // native calls are the purpose of this class
final class Vips {
    private static final List<String> LIBRARIES = List.of("libvips.so.42", "libvips.42.dylib", "libvips-42.dll");
    private static final int SRGB = 22;
    private static final int ONLY_DOWN = 2;
    private static final int UCHAR = 0;

    private final SymbolLookup library;
    private final MethodHandle loadHeif;
    private final MethodHandle loadJpegXl;
    private final MethodHandle thumbnail;
    private final MethodHandle toColourSpace;
    private final MethodHandle cast;
    private final MethodHandle toMemory;
    private final MethodHandle width;
    private final MethodHandle height;
    private final MethodHandle bands;
    private final MethodHandle orientation;
    private final MethodHandle kind;
    private final MethodHandle blob;
    private final MethodHandle unref;
    private final MethodHandle free;
    private final MethodHandle errors;
    private final MethodHandle clearErrors;

    /**
     * A picture made smaller.
     *
     * @param width width of the whole picture as displayed, in pixels
     * @param height height of the whole picture
     * @param shrunkWidth pixels per row of the samples
     * @param shrunkHeight rows of the samples
     * @param bands samples per pixel: grey, grey and alpha, RGB, RGB and alpha
     * @param samples the samples
     * @param profile the ICC profile by which the samples are colours; empty for sRGB
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    record Shrunk(
            int width, int height, int shrunkWidth, int shrunkHeight, int bands, byte[] samples, byte[] profile) {}

    /** Loads the library once, when first asked for. */
    private static final class Library {
        static final Optional<Vips> FOUND =
                LIBRARIES.stream().flatMap(name -> open(name).stream()).findFirst();

        private static Optional<Vips> open(String name) {
            try {
                return Optional.of(new Vips(SymbolLookup.libraryLookup(name, Arena.global())));
            } catch (IllegalArgumentException
                    | NoSuchElementException absent) { // or too old to have all that is asked of it
                return Optional.empty();
            }
        }
    }

    /** The system's libvips, if it has one. */
    static Optional<Vips> found() {
        return Library.FOUND;
    }

    private Vips(SymbolLookup library) {
        this.library = library;
        call(function("vips_init", JAVA_INT, ADDRESS), Arena.global().allocateFrom("proofmark"));
        call(function("vips_concurrency_set", null, JAVA_INT), 1);
        call(function("vips_cache_set_max", null, JAVA_INT), 0);
        loadHeif = variadic("vips_heifload_buffer", 3, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        loadJpegXl = variadic("vips_jxlload_buffer", 3, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        thumbnail = variadic(
                "vips_thumbnail_image", 3, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        toColourSpace = variadic("vips_colourspace", 3, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        cast = variadic("vips_cast", 3, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        toMemory = function("vips_image_write_to_memory", ADDRESS, ADDRESS, ADDRESS);
        width = function("vips_image_get_width", JAVA_INT, ADDRESS);
        height = function("vips_image_get_height", JAVA_INT, ADDRESS);
        bands = function("vips_image_get_bands", JAVA_INT, ADDRESS);
        orientation = function("vips_image_get_orientation", JAVA_INT, ADDRESS);
        kind = function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
        blob = function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        unref = function("g_object_unref", null, ADDRESS);
        free = function("g_free", null, ADDRESS);
        errors = function("vips_error_buffer", ADDRESS);
        clearErrors = function("vips_error_clear", null);
    }

    /** Decodes a picture, upright, its long side the one asked for where it is larger. */
    Shrunk shrink(byte[] file, boolean jpegXl, int longSide, PixelLimit limit) throws VipsException, RefusedFile {
        try (Arena arena = Arena.ofConfined();
                Chain chain = new Chain(arena)) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, file);
            MemorySegment end = MemorySegment.NULL;
            MemorySegment whole =
                    chain.add(call(jpegXl ? loadJpegXl : loadHeif, bytes, (long) file.length, chain.slot(), end));
            int w = number(width, whole);
            int h = number(height, whole);
            limit.check("the picture", w, h);
            boolean turned = number(orientation, whole) >= 5;
            MemorySegment small = chain.add(call(
                    thumbnail,
                    whole,
                    chain.slot(),
                    longSide,
                    arena.allocateFrom("height"),
                    longSide,
                    arena.allocateFrom("size"),
                    ONLY_DOWN,
                    end));
            MemorySegment colours = chain.add(call(toColourSpace, small, chain.slot(), SRGB, end));
            MemorySegment samples = chain.add(call(cast, colours, chain.slot(), UCHAR, end));
            return new Shrunk(
                    turned ? h : w,
                    turned ? w : h,
                    number(width, samples),
                    number(height, samples),
                    number(bands, samples),
                    bytes(arena, samples),
                    profile(arena, samples));
        }
    }

    /** Shrinking keeps a profile beside the picture without applying it; where it was applied, none is left. */
    private byte[] profile(Arena arena, MemorySegment image) {
        MemorySegment name = arena.allocateFrom("icc-profile-data");
        if ((long) call(kind, image, name) == 0) {
            return new byte[0];
        }
        MemorySegment bytes = arena.allocate(ADDRESS);
        MemorySegment length = arena.allocate(JAVA_LONG);
        if ((int) call(blob, image, name, bytes, length) != 0) {
            call(clearErrors);
            return new byte[0];
        }
        long size = length.get(JAVA_LONG, 0);
        return size > ProfileBytes.LARGEST
                ? new byte[0]
                : bytes.get(ADDRESS, 0).reinterpret(size).toArray(JAVA_BYTE);
    }

    private byte[] bytes(Arena arena, MemorySegment image) throws VipsException {
        MemorySegment length = arena.allocate(JAVA_LONG);
        MemorySegment memory = (MemorySegment) call(toMemory, image, length);
        if (memory.equals(MemorySegment.NULL)) {
            throw new VipsException(errorText());
        }
        try {
            return memory.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } finally {
            call(free, memory);
        }
    }

    /** The pictures made on the way, each given back at the end, the last first. */
    private final class Chain implements AutoCloseable {
        private final MemorySegment slot;
        private final List<MemorySegment> images = new ArrayList<>();

        Chain(Arena arena) {
            slot = arena.allocate(ADDRESS);
        }

        /** Where a function puts the picture it makes. */
        MemorySegment slot() {
            return slot;
        }

        /** Takes the picture just made, if the function's answer was 0. */
        MemorySegment add(Object answer) throws VipsException {
            if ((int) answer != 0) {
                throw new VipsException(errorText());
            }
            MemorySegment image = slot.get(ADDRESS, 0);
            images.add(image);
            return image;
        }

        @Override
        public void close() {
            for (MemorySegment image : images.reversed()) {
                call(unref, image);
            }
        }
    }

    private String errorText() {
        String text = ((MemorySegment) call(errors)).reinterpret(4096).getString(0);
        call(clearErrors);
        return text.strip().replaceAll("\\s*\\n\\s*", "; ");
    }

    private static int number(MethodHandle handle, MemorySegment image) {
        return (int) call(handle, image);
    }

    private MethodHandle function(String name, @Nullable MemoryLayout answer, MemoryLayout... arguments) {
        FunctionDescriptor shape =
                answer == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(answer, arguments);
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape);
    }

    private MethodHandle variadic(String name, int fixed, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name),
                        FunctionDescriptor.of(JAVA_INT, arguments),
                        Linker.Option.firstVariadicArg(fixed));
    }

    private static Object call(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native function threw", impossible);
        }
    }
}
