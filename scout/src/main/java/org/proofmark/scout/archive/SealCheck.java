package org.proofmark.scout.archive;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import tools.jackson.databind.JsonNode;

/**
 * Checks the {@code signedData} of a package (WACZ Signing and Verification 0.1.0). Signed is the text of the digest of
 * {@code datapackage.json}, which has the digests of all else: by a key without a name, or by one that a certificate gives to
 * a domain. The certificate must have been valid when the package says it was signed; the time stamp that may stand beside it
 * is not checked, so that moment is the signer's word.
 */
final class SealCheck {
    private final String file;
    private final JsonNode signed;

    private SealCheck(String file, JsonNode signed) {
        this.file = file;
        this.signed = signed;
    }

    /**
     * Checks one.
     *
     * @param real the digest of the package's description, as it is
     * @throws UnreadableArchive where something else was signed, or the signature is none
     */
    static Seal of(String file, JsonNode signed, String real) throws UnreadableArchive {
        return new SealCheck(file, signed).check(real);
    }

    private Seal check(String real) throws UnreadableArchive {
        String hash = text("hash");
        if (!hash.equalsIgnoreCase(real)) {
            throw new UnreadableArchive("signed is the digest %s, its datapackage.json has %s".formatted(hash, real));
        }
        try {
            return signed.has("domainCert") ? byDomain(hash) : byKey(hash);
        } catch (GeneralSecurityException | IllegalArgumentException | DateTimeException broken) {
            throw new UnreadableArchive("a broken signature: " + broken.getMessage());
        }
    }

    private Seal byKey(String hash) throws GeneralSecurityException, UnreadableArchive {
        byte[] encoded = Base64.getDecoder().decode(text("publicKey"));
        verify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)), hash);
        return new Seal(file, Seal.Standing.VALID, "by a key without a name, " + text("created"));
    }

    private Seal byDomain(String hash) throws GeneralSecurityException, UnreadableArchive {
        List<X509Certificate> chain = certificates(text("domainCert"));
        X509Certificate own = chain.getFirst();
        verify(own.getPublicKey(), hash);
        String domain = text("domain").toLowerCase(Locale.ROOT);
        Instant created = Instant.parse(text("created"));
        if (!names(own).contains(domain)) {
            return invalid("its certificate is not that of " + domain);
        }
        try {
            build(own, chain, created);
        } catch (GeneralSecurityException unknown) {
            return invalid("no authority known here vouches for %s at %s: %s"
                    .formatted(domain, created, unknown.getMessage()));
        }
        return new Seal(file, Seal.Standing.VALID, "%s, %s".formatted(domain, created));
    }

    private Seal invalid(String why) {
        return new Seal(file, Seal.Standing.INVALID, why);
    }

    /** Programs write signatures as DER, browsers as two numbers. */
    private void verify(PublicKey key, String hash) throws GeneralSecurityException, UnreadableArchive {
        byte[] signature = Base64.getDecoder().decode(text("signature"));
        for (String form : new String[] {"SHA256withECDSA", "SHA256withECDSAinP1363Format"}) {
            Signature check = Signature.getInstance(form);
            check.initVerify(key);
            check.update(hash.getBytes(StandardCharsets.UTF_8));
            if (fits(check, signature)) {
                return;
            }
        }
        throw new UnreadableArchive("its signature does not fit what it signs");
    }

    private static boolean fits(Signature check, byte[] signature) {
        try {
            return check.verify(signature);
        } catch (GeneralSecurityException otherForm) {
            return false;
        }
    }

    private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        CertificateFactory.getInstance("X.509")
                .generateCertificates(in)
                .forEach(one -> chain.add((X509Certificate) one));
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        return chain;
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> names = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(name -> names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    /** Finds the way from a certificate to an authority, as it was at a time. */
    private static void build(X509Certificate own, List<X509Certificate> others, Instant at)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(own);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(authorities(), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static Set<TrustAnchor> authorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        Set<TrustAnchor> anchors = new HashSet<>();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                Arrays.stream(known.getAcceptedIssuers()).forEach(one -> anchors.add(new TrustAnchor(one, null)));
            }
        }
        return anchors;
    }

    private String text(String member) {
        return signed.path(member).asString("");
    }
}
