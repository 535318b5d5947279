package org.proofmark.portal.catalogue.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.Licence;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.WrittenTerms;
import org.proofmark.portal.platform.Refused;
import org.springframework.util.MultiValueMap;

/**
 * A licence as it stands in its form.
 *
 * @param id made with the empty form, so that sending it twice records one licence
 * @param version of the licence when the form was shown; 0: it is new
 */
record LicenceForm(
        LicenceId id,
        WrittenTerms written,
        boolean everything,
        List<WorkId> works,
        List<CollectionId> collections,
        int version) {
    LicenceForm {
        works = List.copyOf(works);
        collections = List.copyOf(collections);
    }

    static LicenceForm blank(List<WorkId> works) {
        return new LicenceForm(new LicenceId(UUID.randomUUID()), WrittenTerms.blank(), false, works, List.of(), 0);
    }

    static LicenceForm of(Licence licence) {
        return new LicenceForm(
                licence.id(),
                WrittenTerms.of(licence.terms()),
                licence.covers().everything(),
                licence.covers().works(),
                licence.covers().collections(),
                licence.version());
    }

    static LicenceForm sent(LicenceId id, int version, MultiValueMap<String, String> fields) {
        return new LicenceForm(
                id,
                new WrittenTerms(
                        text(fields, "licensee"),
                        text(fields, "domains"),
                        text(fields, "media"),
                        text(fields, "territory"),
                        text(fields, "from"),
                        text(fields, "to"),
                        text(fields, "price"),
                        text(fields, "currency"),
                        text(fields, "note")),
                text(fields, "covers").equals("everything"),
                ids(fields, "work", WorkId::of),
                ids(fields, "collection", CollectionId::of),
                version);
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("").replace("\r\n", "\n");
    }

    static <T> List<T> ids(MultiValueMap<String, String> fields, String name, Function<String, T> reading) {
        try {
            return fields.getOrDefault(name, List.of()).stream()
                    .map(reading)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException odd) {
            throw Refused.notFound();
        }
    }

    Covers covers() {
        return everything ? Covers.all() : new Covers(false, works, collections);
    }

    /** What is wrong with what was written, where anything is. */
    List<WrittenTerms.Wrong> wrong() {
        List<WrittenTerms.Wrong> wrong = new ArrayList<>();
        if (written.read(WrittenTerms::isoDay) instanceof WrittenTerms.Reading.Bad bad) {
            wrong.addAll(bad.wrong());
        }
        if (covers().nothing()) {
            wrong.add(new WrittenTerms.Wrong("covers", Refused.invalid("refused.coversNothing")));
        }
        return wrong;
    }

    /** Whether no licence of this form is recorded yet. */
    public boolean isNew() {
        return version == 0;
    }
}
