package org.proofmark.scout.extract;

import java.util.OptionalInt;

/** What is said about one image; the parts mean what they mean in {@link ImageReference}. */
record Facts(
        String alt,
        String caption,
        String credit,
        String licence,
        String context,
        OptionalInt width,
        OptionalInt height) {
    static final Facts NONE = new Facts("", "", "", "", "", OptionalInt.empty(), OptionalInt.empty());

    Facts alt(String said) {
        return new Facts(said, caption, credit, licence, context, width, height);
    }

    Facts caption(String said) {
        return new Facts(alt, said, credit, licence, context, width, height);
    }

    Facts credit(String said) {
        return new Facts(alt, caption, said, licence, context, width, height);
    }

    Facts licence(String said) {
        return new Facts(alt, caption, credit, said, context, width, height);
    }

    Facts context(String said) {
        return new Facts(alt, caption, credit, licence, said, width, height);
    }

    Facts size(OptionalInt itsWidth, OptionalInt itsHeight) {
        return new Facts(alt, caption, credit, licence, context, itsWidth, itsHeight);
    }

    /** What is said here, and where nothing is, what the others say. */
    Facts or(Facts others) {
        return new Facts(
                either(alt, others.alt),
                either(caption, others.caption),
                either(credit, others.credit),
                either(licence, others.licence),
                either(context, others.context),
                width.isPresent() ? width : others.width,
                height.isPresent() ? height : others.height);
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
