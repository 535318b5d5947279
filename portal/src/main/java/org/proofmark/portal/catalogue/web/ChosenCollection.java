package org.proofmark.portal.catalogue.web;

import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.CollectionId;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** The value of a choice among collections; the empty one is none. */
@Component
class ChosenCollection implements Converter<String, @Nullable CollectionId> {
    @Override
    public @Nullable CollectionId convert(String chosen) {
        return chosen.isEmpty() ? null : CollectionId.of(chosen);
    }
}
