package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Urgency;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Answer;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.url.Url;

/** A frontier, the site it is asked about (a page, a style sheet, a photo), and what a visit there may bring. */
abstract class FrontierOfASite {
    static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
    static final FileMetadata METADATA = new FileMetadata(
            "Lake", "", "", "", "all rights reserved", "", "", "", "", List.of("lake", "snow"), "2024-05-03");
    static final Visit BEYOND_THE_BUDGET = new Visit.Missed(Visit.Why.BUDGET, 0, "used up");

    /** One image on one page, as every frontier can tell it. */
    record Told(String page, String image, String title, String alt, Instant first, Instant last, boolean gone) {}

    final String domain = "c" + UUID.randomUUID().toString().replace("-", "") + ".example";
    final String digest = Sha256.of(domain.getBytes(StandardCharsets.UTF_8)).hex();
    final Url page = Url.of("http://" + domain + "/");
    final Url photo = Url.of("http://" + domain + "/photo.jpg");
    final Url sheet = Url.of("http://" + domain + "/style.css");
    final String host = domain + ":80";

    Frontier frontier;

    /** Of the same site each time: what was kept is still there. */
    abstract Frontier open();

    @BeforeEach
    void start() {
        frontier = open();
    }

    @AfterEach
    void close() {
        frontier.close();
    }

    void seePageAndPhoto() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
        keep(photo, new Visit.Seen(answer(digest), picture()));
    }

    void keep(Url expected, Visit visit) {
        frontier.keep(next(expected), visit, MONDAY);
    }

    Url at(String name) {
        return Url.of(page + name);
    }

    static Lead lead(Url url, Role role) {
        return new Lead(url, role, "scope", 0, 1, Optional.empty(), Optional.empty());
    }

    Lead found(String name, Optional<Instant> changed) {
        int urgency = Urgency.of(Role.PAGE, 1, changed, TUESDAY);
        return new Lead(at(name), Role.PAGE, "scope", 1, urgency, Optional.of(page), changed);
    }

    Errand next(Url expected) {
        Errand errand = frontier.next(host).orElseThrow();
        assertThat(errand.url()).isEqualTo(expected);
        return errand;
    }

    Answer answer(String of) {
        return answerAt(page, of);
    }

    static Answer answerAt(Url landed, String of) {
        return new Answer(200, landed, new Validators(Optional.of("\"1\""), Optional.empty()), of, 10);
    }

    Visit read(List<Lead> leads, List<Visit.Reference> shown, List<Url> parts) {
        return read(leads, shown, parts, false, List.of());
    }

    Visit read(List<Lead> leads, List<Visit.Reference> shown, List<Url> parts, boolean leftAlone, List<String> gaps) {
        return new Visit.Read(
                answer("1".repeat(64)),
                Extract.Kind.PAGE,
                "Lakes",
                "en",
                Optional.empty(),
                Optional.empty(),
                leads,
                shown,
                parts,
                leftAlone,
                gaps);
    }

    Visit.Reference shown(Place place) {
        return new Visit.Reference(
                place,
                new ImageReference(
                        new ImageReference.At(photo),
                        ImageReference.Way.IMG,
                        "a lake",
                        "",
                        "",
                        "",
                        "",
                        OptionalInt.empty(),
                        OptionalInt.empty()));
    }

    Picture picture() {
        return new Picture(digest, "image/jpeg", 800, 600, "", METADATA, List.of(match()));
    }

    private static Match match() {
        return new Match(
                "lake.jpg",
                Verdict.COPY,
                12.5,
                40,
                0.97,
                1,
                0.8,
                false,
                false,
                Transform.IDENTITY,
                Polygon.rectangle(10, 10),
                Polygon.rectangle(20, 20));
    }
}
