package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.url.Url;

/** Encrypts a connection where the address says so, and agrees on one of some protocols (ALPN, RFC 7301). */
final class Encryption {
    private final SSLContext trust;
    private final FetchSettings settings;
    private final String[] protocols;

    Encryption(SSLContext trust, FetchSettings settings, String... protocols) {
        this.trust = trust;
        this.settings = settings;
        this.protocols = protocols;
    }

    Line over(Socket socket, Url url, List<InetAddress> names) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(settings.silence().toMillis()));
        if (url.scheme().equals("http")) {
            return new Line(socket, names, socket.getInetAddress(), Optional.empty(), new Http1(socket, settings));
        }
        SSLSocket encrypted = encrypted(socket, url);
        SSLSession session = encrypted.getSession();
        Hop.Tls tls = new Hop.Tls(session.getProtocol(), session.getCipherSuite(), certificates(session));
        Wire wire = "h2".equals(encrypted.getApplicationProtocol())
                ? new Http2(encrypted, settings)
                : new Http1(encrypted, settings);
        return new Line(socket, names, socket.getInetAddress(), Optional.of(tls), wire);
    }

    private SSLSocket encrypted(Socket socket, Url url) throws IOException {
        String host = url.host().replaceAll("[\\[\\]]|\\.$", "");
        SSLSocket encrypted = (SSLSocket) trust.getSocketFactory().createSocket(socket, host, url.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(protocols);
        encrypted.setSSLParameters(parameters);
        try {
            encrypted.startHandshake();
            return encrypted;
        } catch (SSLException e) {
            throw Abandoned.unreachable(Outcome.Cause.TLS, "no trustworthy encryption with " + host + ": " + reason(e));
        }
    }

    private static List<X509Certificate> certificates(SSLSession session) throws SSLException {
        Certificate[] chain = session.getPeerCertificates();
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    /** The innermost cause that says something to a person. */
    private static String reason(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException e -> {
                    return "its certificate has expired (" + e.getMessage() + ")";
                }
                case CertificateNotYetValidException e -> {
                    return "its certificate is not valid yet (" + e.getMessage() + ")";
                }
                case CertPathBuilderException e -> {
                    return "its certificate comes from nobody we trust";
                }
                case CertificateException e -> reason = String.valueOf(e.getMessage());
                default -> {}
            }
        }
        return reason;
    }
}
