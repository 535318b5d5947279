package org.proofmark.portal.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is to be changed on many works at once; what is not there stays as it is on each.
 *
 * @param addKeywords put after the keywords there are
 * @param removeKeywords taken from them
 * @param addTags put beside the tags there are
 * @param removeTags taken from them
 */
public record Edit(
        Optional<String> title,
        Optional<String> caption,
        Optional<String> creator,
        Optional<String> credit,
        Optional<String> copyright,
        Optional<String> category,
        Optional<LocalDate> firstPublished,
        Optional<String> firstPublishedAt,
        List<String> addKeywords,
        List<String> removeKeywords,
        List<String> addTags,
        List<String> removeTags) {
    public Edit {
        addKeywords = List.copyOf(addKeywords);
        removeKeywords = List.copyOf(removeKeywords);
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
        for (Optional<String> text : List.of(title, caption, creator, credit, copyright, firstPublishedAt)) {
            if (text.filter(one -> one.length() > Work.Texts.LONGEST).isPresent()) {
                throw org.proofmark.portal.platform.Refused.invalid("refused.textLength", Work.Texts.LONGEST);
            }
        }
    }

    /** Whether nothing would change. */
    public boolean isEmpty() {
        return title.isEmpty()
                && caption.isEmpty()
                && creator.isEmpty()
                && credit.isEmpty()
                && copyright.isEmpty()
                && category.isEmpty()
                && firstPublished.isEmpty()
                && firstPublishedAt.isEmpty()
                && addKeywords.isEmpty()
                && removeKeywords.isEmpty()
                && addTags.isEmpty()
                && removeTags.isEmpty();
    }
}
