package org.proofmark.portal.matching.alerts.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.matching.MatchRow;
import org.proofmark.portal.matching.Telling;
import org.proofmark.portal.matching.alerts.Feed;
import org.proofmark.portal.matching.alerts.Feeds;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Settings;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Writes a feed as Atom (RFC 4287), in the language of who made it. Strangers' words stay words, in XML and in the HTML within. */
@Component
class AtomFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final MessageSource texts;
    private final Telling telling;
    private final People people;
    private final Addresses addresses;
    private final Settings settings;

    AtomFeed(MessageSource texts, Telling telling, People people, Addresses addresses, Settings settings) {
        this.texts = texts;
        this.telling = telling;
        this.people = people;
        this.addresses = addresses;
        this.settings = settings;
    }

    byte[] write(Feeds.Content content, String secret) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            new Sheet(xml, language(content.feed()), secret).write(content);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private Locale language(Feed feed) {
        return people.byId(feed.person())
                .map(Person::tastes)
                .map(tastes -> tastes.language())
                .orElse(Locale.ENGLISH);
    }

    /** One feed as it is written. */
    private final class Sheet {
        private final XMLStreamWriter xml;
        private final Locale language;
        private final String self;

        Sheet(XMLStreamWriter xml, Locale language, String secret) {
            this.xml = xml;
            this.language = language;
            this.self = addresses.of("/feeds/" + secret);
        }

        void write(Feeds.Content content) throws XMLStreamException {
            Feed feed = content.feed();
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", language.getLanguage());
            text("id", "urn:uuid:" + feed.id());
            text("title", settings.operator() + ": " + feed.name());
            text("updated", updated(content).toString());
            xml.writeStartElement("author");
            text("name", settings.operator());
            xml.writeEndElement();
            link("self", "application/atom+xml", self);
            link("alternate", "text/html", addresses.of("/inbox" + (feed.query().isEmpty() ? "" : "?" + feed.query())));
            for (MatchRow row : content.rows()) {
                entry(row);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        }

        private Instant updated(Feeds.Content content) {
            return Stream.concat(
                            Stream.of(content.feed().madeAt()),
                            content.rows().stream().map(MatchRow::newAt))
                    .max(Instant::compareTo)
                    .orElseThrow();
        }

        private void entry(MatchRow row) throws XMLStreamException {
            xml.writeStartElement("entry");
            text("id", "urn:uuid:" + id(row));
            text(
                    "title",
                    texts.getMessage(
                            row.news().isPresent() ? "feed.entry.changed" : "feed.entry",
                            new Object[] {row.workName(), row.site()},
                            language));
            text("published", row.newAt().toString());
            text("updated", row.newAt().toString());
            link("alternate", "text/html", addresses.of("/matches/" + row.id()));
            if (row.page().startsWith("http")) {
                link("related", "text/html", row.page());
            }
            xml.writeStartElement("category");
            xml.writeAttribute("term", row.tier().word());
            xml.writeAttribute("label", telling.tier(row.tier(), language));
            xml.writeEndElement();
            xml.writeStartElement("content");
            xml.writeAttribute("type", "html");
            xml.writeCharacters(clean(html(row)));
            xml.writeEndElement();
            xml.writeEndElement();
        }

        /** A use that changed is one more entry: readers show one they know no second time. */
        private UUID id(MatchRow row) {
            return row.changedAt()
                    .map(at -> UUID.nameUUIDFromBytes((row.id() + " " + at).getBytes(StandardCharsets.UTF_8)))
                    .orElse(row.id().value());
        }

        private String html(MatchRow row) {
            String told = texts.getMessage(
                    "feed.told",
                    new Object[] {
                        telling.tier(row.tier(), language),
                        telling.percent(row.share(), language),
                        row.width() + " × " + row.height(),
                        row.pages()
                    },
                    language);
            String page = row.page().startsWith("http")
                    ? "<p><a href=\"%1$s\">%1$s</a></p>".formatted(HtmlUtils.htmlEscape(row.page()))
                    : "";
            String title = row.title().isEmpty() ? "" : "<p>" + HtmlUtils.htmlEscape(row.title()) + "</p>";
            String news = row.news()
                    .map(one -> "<p>" + HtmlUtils.htmlEscape(telling.news(one, language)) + "</p>")
                    .orElse("");
            return "<p><img src=\"%s\" alt=\"\"></p>%s<p>%s</p>%s%s"
                    .formatted(
                            HtmlUtils.htmlEscape(self + "/" + row.id()), news, HtmlUtils.htmlEscape(told), title, page);
        }

        private void text(String name, String text) throws XMLStreamException {
            xml.writeStartElement(name);
            xml.writeCharacters(clean(text));
            xml.writeEndElement();
        }

        private void link(String rel, String type, String address) throws XMLStreamException {
            xml.writeStartElement("link");
            xml.writeAttribute("rel", rel);
            xml.writeAttribute("type", type);
            xml.writeAttribute("href", clean(address));
            xml.writeEndElement();
        }
    }

    /** Without what XML 1.0 cannot say. */
    private static String clean(String text) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        return new String(whole, StandardCharsets.UTF_8)
                .codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
