package org.proofmark.scout.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.proofmark.scout.url.Url;

/** HTTP/1.1 (RFC 9112), by HttpCore's parser. */
final class Http1 implements Wire {
    private final FetchSettings settings;
    private final DefaultBHttpClientConnection connection;
    private InputStream body = InputStream.nullInputStream();
    private boolean staysOpen;
    private boolean ended;

    Http1(Socket socket, FetchSettings settings) throws IOException {
        this.settings = settings;
        this.connection = new DefaultBHttpClientConnection(Http1Config.custom()
                .setMaxHeaderCount(settings.maxHeaderFields())
                .setMaxLineLength(settings.maxHeaderLine())
                .build());
        connection.bind(socket);
    }

    @Override
    public String protocol() {
        return "HTTP/1.1";
    }

    @Override
    public Head ask(Url url, Headers request) throws IOException, HttpException {
        BasicClassicHttpRequest question = new BasicClassicHttpRequest("GET", target(url));
        request.fields().forEach(field -> question.addHeader(field.name(), field.value()));
        connection.sendRequestHeader(question);
        return answered();
    }

    /** Tells by POST, waits for the head of the answer. */
    Head tell(Url url, Headers request, byte[] told) throws IOException, HttpException {
        BasicClassicHttpRequest telling = new BasicClassicHttpRequest("POST", target(url));
        request.fields().forEach(field -> telling.addHeader(field.name(), field.value()));
        telling.addHeader(HttpHeaders.CONTENT_LENGTH, told.length);
        telling.setEntity(new ByteArrayEntity(told, null));
        connection.sendRequestHeader(telling);
        connection.sendRequestEntity(telling);
        return answered();
    }

    private static String target(Url url) {
        return url.path() + url.query().map(query -> "?" + query).orElse("");
    }

    private Head answered() throws IOException, HttpException {
        connection.flush();
        ClassicHttpResponse answer = answer();
        staysOpen = staysOpen(answer);
        boolean hasBody = answer.getCode() != 204 && answer.getCode() != 304;
        if (hasBody) {
            connection.receiveResponseEntity(answer);
            body = answer.getEntity() == null
                    ? InputStream.nullInputStream()
                    : answer.getEntity().getContent();
        }
        ended = !hasBody;
        return new Head(answer.getCode(), reason(answer), fields(answer), hasBody);
    }

    /** The first answer that is no announcement of one. */
    private ClassicHttpResponse answer() throws IOException, HttpException {
        for (int announced = 0; announced <= settings.maxInformational(); announced++) {
            ClassicHttpResponse answer = connection.receiveResponseHeader();
            if (answer == null) {
                throw new NoHttpResponseException("closed without an answer");
            }
            if (answer.getCode() >= 200) {
                return answer;
            }
        }
        throw Abandoned.refused(
                Outcome.Rule.HEADERS,
                "more than %d answers announced, none given (1xx)".formatted(settings.maxInformational()));
    }

    private static String reason(ClassicHttpResponse answer) {
        return answer.getReasonPhrase() == null ? "" : answer.getReasonPhrase();
    }

    private static Headers fields(ClassicHttpResponse answer) {
        return new Headers(Arrays.stream(answer.getHeaders())
                .map(field -> new Headers.Field(
                        field.getName(),
                        field.getValue() == null ? "" : field.getValue().strip()))
                .toList());
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        int length = body.read(buffer);
        ended = length < 0;
        return length;
    }

    /** Only an answer that says where it ends leaves the connection open (RFC 9112, 9.3). */
    private static boolean staysOpen(ClassicHttpResponse answer) {
        Header connection = answer.getFirstHeader(HttpHeaders.CONNECTION);
        boolean delimited = answer.containsHeader(HttpHeaders.CONTENT_LENGTH)
                || answer.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        return delimited && connection == null && HttpVersion.HTTP_1_1.equals(answer.getVersion());
    }

    @Override
    public boolean isReusable() {
        return staysOpen && ended;
    }

    @Override
    public boolean isQuiet() throws IOException {
        return !connection.isDataAvailable(Timeout.ofMilliseconds(1));
    }
}
