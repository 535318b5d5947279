package org.proofmark.portal.matching.web;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Permissions;
import org.proofmark.portal.discovery.PageShots;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.discovery.Sites;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchLifecycle;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Notes;
import org.proofmark.portal.matching.Place;
import org.proofmark.portal.matching.Stay;
import org.proofmark.portal.matching.Telling;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.matching.compare.Copies;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.url.Url;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes of matches what is shown of them; what belongs to all of them is asked for once. */
@Component
class Showing {
    private final Matches matches;
    private final Holdings holdings;
    private final Copies copies;
    private final Notes notes;
    private final Telling telling;
    private final MessageSource texts;
    private final Sites sites;
    private final PageShots shots;
    private final Permissions permissions;
    private final People people;
    private final Causes causes;

    Showing(
            Matches matches,
            Holdings holdings,
            Copies copies,
            Notes notes,
            Telling telling,
            MessageSource texts,
            Sites sites,
            PageShots shots,
            Permissions permissions,
            People people,
            Causes causes) {
        this.matches = matches;
        this.holdings = holdings;
        this.copies = copies;
        this.notes = notes;
        this.telling = telling;
        this.texts = texts;
        this.sites = sites;
        this.shots = shots;
        this.permissions = permissions;
        this.people = people;
        this.causes = causes;
    }

    /** What is known of several matches. */
    private record Known(
            Map<MatchId, Finding> findings,
            Map<MatchId, List<Worth.Factor>> factors,
            Map<MatchId, List<Place>> places,
            Map<MatchId, Stay> stays,
            Map<MatchId, Integer> siblings,
            Map<MatchId, Integer> notes,
            Map<WorkId, Holdings.Brief> works,
            Set<Sha256> rendered,
            Map<String, SiteFacts> sites,
            Set<String> shots,
            List<Permissions.Permission> permissions,
            Map<PersonId, String> people,
            Map<MatchId, Shown.OfCause> causes) {}

    /** In the same order. */
    List<Shown> of(SignedIn me, List<Match> rows, Locale language) {
        List<MatchId> ids = rows.stream().map(Match::id).toList();
        Collection<WorkId> works = rows.stream().map(Match::work).collect(Collectors.toSet());
        Map<MatchId, List<Place>> places = matches.places(me, ids, 1);
        List<Permissions.Permission> register = permissions.of(me.holder());
        Known known = new Known(
                matches.findings(me, ids),
                matches.factors(me, ids),
                places,
                matches.stays(me, ids),
                matches.siblings(me, ids),
                notes.counts(me, ids),
                holdings.works(me.holder(), works),
                copies.rendered(rows.stream().map(row -> row.copy().digest()).toList()),
                sites.of(rows.stream().map(Match::site).collect(Collectors.toSet())),
                shots.taken(places.values().stream()
                        .flatMap(List::stream)
                        .map(Place::page)
                        .toList()),
                register,
                people.names(rows.stream()
                        .flatMap(row -> row.decision().stream())
                        .flatMap(made -> made.person().stream())
                        .distinct()
                        .toList()),
                causes.of(me, rows, register, language));
        return rows.stream().map(match -> shown(match, known, language)).toList();
    }

    private Shown shown(Match match, Known known, Locale language) {
        Optional<Finding> found = Optional.ofNullable(known.findings().get(match.id()));
        Optional<Place> place =
                known.places().getOrDefault(match.id(), List.of()).stream().findFirst();
        Stay stay = known.stays().getOrDefault(match.id(), new Stay(0, 0, match.foundAt(), match.foundAt()));
        return new Shown(
                match.id(),
                match.site(),
                known.siblings().getOrDefault(match.id(), 0),
                work(match.work(), known.works().get(match.work()), language),
                new Shown.OfCopy(
                        match.copy().width(),
                        match.copy().height(),
                        match.copy().bytes(),
                        "/matches/" + match.id() + "/copy/",
                        !known.rendered().contains(match.copy().digest())),
                found.map(Finding::transform),
                found.map(Finding::region).orElse(List.of()),
                found.map(Finding::copyRegion).orElse(List.of()),
                match.tier(),
                found.map(Finding::inliers).orElse(0),
                match.score(),
                match.share(),
                match.copyShare(),
                found.map(one -> telling.changed(one, match.copy(), language)).orElse(""),
                found.map(one -> telling.why(one, language)).orElse(""),
                place.map(Showing::page),
                stay.pages(),
                place.map(Place::alt).orElse(""),
                place.map(Place::caption).orElse(""),
                place.map(Place::credit).orElse(""),
                place.map(Place::licence).orElse(""),
                seen(match, stay, language),
                stay.first(),
                stay.last(),
                match.gone(),
                place.filter(page -> known.shots().contains(page.page()))
                        .map(page -> "/matches/" + match.id() + "/page"),
                Optional.ofNullable(known.sites().get(match.site()))
                        .flatMap(SiteFacts::operator)
                        .orElse(""),
                kind(match, Optional.ofNullable(known.sites().get(match.site())), language),
                onFile(match, place, known.permissions(), language),
                worth(match, known.factors().getOrDefault(match.id(), List.of()), language),
                match.verdict(),
                match.decision().flatMap(Match.Decision::reason),
                match.decision().map(Match.Decision::by),
                match.decision().map(made -> telling.by(made.by(), made.person().map(known.people()::get), language)),
                Optional.ofNullable(known.causes().get(match.id())),
                MatchLifecycle.sayable(match.state()),
                MatchLifecycle.takesBack(match.state()),
                match.news(),
                match.news().map(news -> telling.news(news, language)),
                match.claimed(),
                known.notes().getOrDefault(match.id(), 0));
    }

    /** What kind of site, and what speaks for it, where that is known. */
    private String kind(Match match, Optional<SiteFacts> facts, Locale language) {
        String kind = telling.kind(match.kind(), match.country(), language);
        return facts.map(SiteFacts::why)
                .filter(why -> !why.isEmpty())
                .map(why -> kind + ": " + texts.getMessage(why, null, why, language))
                .orElse(kind);
    }

    /** What the register says of the work: a licence for this site, others, none. */
    private String onFile(Match match, Optional<Place> place, List<Permissions.Permission> register, Locale language) {
        List<Permissions.Permission> ofWork = register.stream()
                .filter(licence -> licence.covers(match.work()))
                .toList();
        String host =
                place.flatMap(page -> Url.parse(page.page())).map(Url::host).orElse(match.site());
        Optional<String> here = ofWork.stream()
                .filter(licence -> licence.names(host))
                .findFirst()
                .map(licence -> texts.getMessage(
                        "onFile.here", new Object[] {licence.licensee(), period(licence, language)}, language));
        return here.orElseGet(() -> texts.getMessage("onFile.others", new Object[] {ofWork.size()}, language));
    }

    private static String period(Permissions.Permission licence, Locale language) {
        return licence.from().map(day(language)::format).orElse("")
                + "–"
                + licence.to().map(day(language)::format).orElse("");
    }

    private static Shown.OfWork work(WorkId id, Holdings.@Nullable Brief work, Locale language) {
        String picture = "/photos/" + id + "/picture/";
        return work == null
                ? new Shown.OfWork(id, "", 1, 1, Optional.empty(), picture)
                : new Shown.OfWork(
                        id,
                        work.name(),
                        work.width(),
                        work.height(),
                        work.taken().map(moment -> day(language).format(moment)),
                        picture);
    }

    private static DateTimeFormatter day(Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).localizedBy(language);
    }

    private static Shown.OfPage page(Place place) {
        String path = Url.parse(place.page())
                .map(url -> url.path() + url.query().map(query -> "?" + query).orElse(""))
                .orElse(place.page());
        return new Shown.OfPage(place.page(), path, place.title(), place.language(), place.page());
    }

    /** Since and until when, on how many pages, and how many of them no longer show it. */
    private String seen(Match match, Stay stay, Locale language) {
        DateTimeFormatter day = day(language);
        String first = day.format(stay.first().atOffset(ZoneOffset.UTC));
        String last = day.format(stay.last().atOffset(ZoneOffset.UTC));
        return texts.getMessage(
                match.gone() ? "seen.gone" : first.equals(last) ? "seen.day" : "seen.there",
                new Object[] {first, last, stay.pages(), stay.gone()},
                language);
    }

    private Shown.OfWorth worth(Match match, List<Worth.Factor> factors, Locale language) {
        return new Shown.OfWorth(
                telling.about(match.worth(), language),
                telling.factors(match.worth(), factors, language).stream()
                        .map(factor -> new Shown.Factor(factor.getKey(), factor.getValue()))
                        .toList());
    }

    /** Names for works, for rows by work. */
    Map<WorkId, Holdings.Brief> works(SignedIn me, Collection<WorkId> works) {
        return new HashMap<>(holdings.works(me.holder(), works));
    }
}
