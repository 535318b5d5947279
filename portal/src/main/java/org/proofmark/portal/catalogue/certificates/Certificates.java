package org.proofmark.portal.catalogue.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Certificates of a holder's works. A foreign work is not found, like one that never was. */
@Service
public class Certificates {
    private static final int PREVIEW = 960;

    private final Works works;
    private final JdbcClient sql;
    private final Settings settings;
    private final InstantSource clock;
    private final MessageSource texts;
    private final JsonMapper json;
    private final CertificatePaper paper;
    private final SealKeys keys;

    Certificates(
            Works works,
            JdbcClient sql,
            Settings settings,
            InstantSource clock,
            MessageSource texts,
            JsonMapper json,
            CertificatePaper paper,
            SealKeys keys) {
        this.works = works;
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
        this.texts = texts;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
        this.paper = paper;
        this.keys = keys;
    }

    /** What is stated of a work now. */
    public Certificate of(SignedIn by, WorkId id) {
        Work work = works.find(by, id);
        return new Certificate(
                Certificate.KIND,
                Certificate.VERSION,
                new Certificate.Installation(settings.operator(), settings.address()),
                clock.instant(),
                new Certificate.Holder(work.holder().value(), holderName(work.holder())),
                id.value(),
                work.registeredAt(),
                new Certificate.Original(
                        work.fileName(), work.digest(), work.bytes(), work.mediaType(), work.width(), work.height()),
                new Certificate.FingerprintMark(work.fingerprintVersion(), fingerprint(work)),
                said(work),
                sentences("certificate.shows", 4),
                sentences("certificate.showsNot", 3));
    }

    private static Certificate.Said said(Work work) {
        Work.Texts texts = work.texts();
        return new Certificate.Said(
                texts.title(),
                texts.caption(),
                texts.creator(),
                texts.credit(),
                texts.copyright(),
                texts.usageTerms(),
                texts.webStatement(),
                texts.licensor(),
                texts.licensorUrl(),
                work.keywords(),
                work.camera(),
                work.lens(),
                work.taken(),
                work.firstPublished(),
                work.firstPublishedAt());
    }

    private List<String> sentences(String key, int count) {
        return Stream.iterate(1, number -> number + 1)
                .limit(count)
                .map(number -> texts.getMessage(key + "." + number, null, Locale.ENGLISH))
                .toList();
    }

    private String holderName(HolderId holder) {
        return sql.sql("select name from identity.holder where id = :id")
                .param("id", holder.value())
                .query(String.class)
                .single();
    }

    private Sha256 fingerprint(Work work) {
        byte[] digest = sql.sql("select fingerprint from catalogue.work where holder = :holder and id = :id")
                .param("holder", work.holder().value())
                .param("id", work.id().value())
                .query(byte[].class)
                .single();
        return Sha256.from(digest);
    }

    /** A statement as its file, UTF-8, sealed. */
    public byte[] json(Certificate certificate) {
        return keys.seal(json.writeValueAsBytes(certificate));
    }

    /** What can be said of somebody's file, by the keys of this installation. */
    public Seal.Checked check(byte[] file) {
        return Seal.check(file, keys.all());
    }

    /** A statement as one page, PDF/A-3, with the statement's file inside. */
    public byte[] pdf(SignedIn by, Certificate certificate, Locale language) throws IOException {
        try (InputStream picture =
                works.picture(by, new WorkId(certificate.work()), PREVIEW).bytes()) {
            return paper.print(certificate, json(certificate), picture.readAllBytes(), language);
        }
    }
}
