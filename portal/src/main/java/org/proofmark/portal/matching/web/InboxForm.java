package org.proofmark.portal.matching.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.portal.catalogue.Collection;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.Sources;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Tally;
import org.proofmark.portal.matching.Telling;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the inbox can be asked for, as its form offers it and its chips name it: what is asked is always among what is offered. */
@Component
class InboxForm {
    private final Sources sources;
    private final Holdings holdings;
    private final Telling telling;
    private final MessageSource texts;

    InboxForm(Sources sources, Holdings holdings, Telling telling, MessageSource texts) {
        this.sources = sources;
        this.holdings = holdings;
        this.telling = telling;
        this.texts = texts;
    }

    /**
     * One thing that may be asked for.
     *
     * @param name in words
     * @param count how many matches there would be; "" where it is not counted
     */
    record Option(String value, String name, String count, boolean asked) {
        public String text() {
            return count.isEmpty() ? name : name + " " + count;
        }
    }

    /** What may be asked for under one name of {@link Asked#query}. */
    record Choice(String name, List<Option> options) {
        Optional<String> asked() {
            return options.stream().filter(Option::asked).map(Option::name).findFirst();
        }
    }

    /** What to choose from; what there is nothing to choose of is left out. */
    List<Choice> choices(
            SignedIn me, Asked asked, Tally.Choices counted, List<Collection> collections, Locale language) {
        Map<String, String> query = asked.query();
        List<Choice> choices = new ArrayList<>();
        choices.add(counted(
                "tier", query, counted.tiers(), one -> one.word(), one -> text("tier." + one, language), language));
        choices.add(counted(
                "kind",
                query,
                counted.kinds(),
                one -> one.name().toLowerCase(Locale.ROOT),
                one -> text("kind." + one, language),
                language));
        choices.add(
                counted("country", query, counted.countries(), one -> one, one -> country(one, language), language));
        choices.add(
                counted("language", query, counted.languages(), one -> one, one -> tongue(one, language), language));
        choices.add(counted(
                "by",
                query,
                counted.by(),
                one -> one.word(),
                one -> text("inbox.decidedBy." + one, language),
                language));
        choices.add(named("work", query, works(me, asked), language));
        choices.add(named(
                "collection",
                query,
                collections.stream()
                        .map(one -> new Option(one.id().toString(), one.name(), "", false))
                        .toList(),
                language));
        choices.add(named(
                "source",
                query,
                sources.names(me, asked.source()).entrySet().stream()
                        .map(one -> new Option(one.getKey().toString(), one.getValue(), "", false))
                        .toList(),
                language));
        choices.add(named(
                "share",
                query,
                Asked.SHARES.stream()
                        .map(one -> new Option(Double.toString(one), telling.percent(one, language), "", false))
                        .toList(),
                language));
        return choices.stream().filter(one -> !one.options().isEmpty()).toList();
    }

    /** The one that is asked for: all of them would be too many to choose from. */
    private List<Option> works(SignedIn me, Asked asked) {
        List<WorkId> one = asked.work().stream().toList();
        return holdings.works(me.holder(), one).entrySet().stream()
                .map(work ->
                        new Option(work.getKey().toString(), work.getValue().name(), "", false))
                .toList();
    }

    private <T> Choice counted(
            String name,
            Map<String, String> query,
            Map<T, Long> counts,
            Function<T, String> word,
            Function<T, String> text,
            Locale language) {
        return named(
                name,
                query,
                counts.entrySet().stream()
                        .map(one -> new Option(
                                word.apply(one.getKey()),
                                text.apply(one.getKey()),
                                one.getValue().toString(),
                                false))
                        .toList(),
                language);
    }

    /** What is asked, where nothing counts or lists it. */
    private String said(String name, String value, Locale language) {
        return switch (name) {
            case "tier", "kind" -> text(name + "." + value.toUpperCase(Locale.ROOT), language);
            case "by" -> text("inbox.decidedBy." + value.toUpperCase(Locale.ROOT), language);
            case "country" -> country(value, language);
            case "language" -> tongue(value, language);
            case "share" -> telling.percent(Double.parseDouble(value), language);
            default -> text("inbox.filter.unknown", language);
        };
    }

    /** What is asked is marked, and where it is not offered it is added: sending the form again must not drop it. */
    private Choice named(String name, Map<String, String> query, List<Option> offered, Locale language) {
        Optional<String> value = Optional.ofNullable(query.get(name));
        List<Option> options = new ArrayList<>();
        for (Option one : offered) {
            boolean asked = value.filter(one.value()::equals).isPresent();
            options.add(new Option(one.value(), one.name(), one.count(), asked));
        }
        value.filter(missing -> options.stream().noneMatch(Option::asked))
                .ifPresent(missing -> options.addFirst(new Option(missing, said(name, missing, language), "", true)));
        return new Choice(name, options);
    }

    private String text(String key, Locale language) {
        return texts.getMessage(key, null, language);
    }

    private static String country(String code, Locale language) {
        return Locale.of("", code).getDisplayCountry(language);
    }

    private static String tongue(String tag, Locale language) {
        return Locale.forLanguageTag(tag).getDisplayName(language);
    }

    /**
     * One thing that is asked besides the state, in words.
     *
     * @param without the query that asks everything else
     */
    record Narrowed(String name, String value, String without) {}

    /** What is asked, in words. */
    static List<Narrowed> narrowed(Asked asked, List<Choice> choices) {
        return asked.query().entrySet().stream()
                .filter(part -> !List.of("state", "sort", "view").contains(part.getKey()))
                .map(part -> new Narrowed(
                        part.getKey(),
                        choices.stream()
                                .filter(choice -> choice.name().equals(part.getKey()))
                                .flatMap(choice -> choice.asked().stream())
                                .findFirst()
                                .orElse(part.getValue()),
                        asked.with(part.getKey(), "").toString()))
                .toList();
    }
}
