package org.proofmark.engine.media;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The few texts of an XMP packet (ISO 16684-1) that are wanted, read in one pass: a property may be an attribute, an element
 * with a text, or an element with a list of texts. Adobe's own reader builds a tree instead and takes ten seconds for half a
 * megabyte of made-up properties. Document types are not read.
 */
final class XmpTexts {
    static final String DC = "http://purl.org/dc/elements/1.1/";
    static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    static final String RIGHTS = "http://ns.adobe.com/xap/1.0/rights/";
    static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    static final String PLUS = "http://ns.useplus.org/ldf/xmp/1.0/";

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final Set<String> WANTED = Set.of(
            DC + "title",
            DC + "description",
            DC + "creator",
            DC + "rights",
            DC + "subject",
            PHOTOSHOP + "Headline",
            PHOTOSHOP + "Credit",
            PHOTOSHOP + "DateCreated",
            RIGHTS + "UsageTerms",
            RIGHTS + "WebStatement",
            EXIF + "DateTimeOriginal",
            PLUS + "LicensorName",
            PLUS + "LicensorURL");

    private static final XMLInputFactory FACTORY = factory();

    private final Map<String, List<String>> values = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String property;
    private int depth;
    private boolean listed;
    private boolean first;

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Reads a packet as far as it can be read. */
    XmpTexts(byte[] packet) {
        try {
            XMLStreamReader in = FACTORY.createXMLStreamReader(new StringReader(text(packet)));
            while (in.hasNext()) {
                event(in);
            }
        } catch (XMLStreamException | RuntimeException broken) {
            return; // JDK's reader throws either; what came before is kept
        }
    }

    /** Decoded here, since what cannot be decoded must not end the reading. */
    private static String text(byte[] packet) {
        boolean marked = packet.length > 1 && ((packet[0] & 255) + (packet[1] & 255)) == 0xFE + 0xFF;
        String text = new String(packet, marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A property's texts in their order, of several languages the default first. */
    List<String> all(String space, String name) {
        return values.getOrDefault(space + name, List.of());
    }

    /** A property's first text; empty if there is none. */
    String first(String space, String name) {
        List<String> all = all(space, name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    private void event(XMLStreamReader in) throws XMLStreamException {
        switch (in.next()) {
            case XMLStreamConstants.START_ELEMENT -> start(in);
            case XMLStreamConstants.END_ELEMENT -> end(in);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(in.getText());
            default -> {}
        }
    }

    private void start(XMLStreamReader in) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeNamespace(i) + in.getAttributeLocalName(i);
            if (WANTED.contains(name)) {
                add(name, in.getAttributeValue(i), false);
            }
        }
        String name = in.getNamespaceURI() + in.getLocalName();
        if (property != null) {
            depth++;
            item(in, name);
        } else if (WANTED.contains(name)) {
            property = name;
            depth = 0;
            listed = false;
            text.setLength(0);
            append(attribute(in, "resource"));
        }
    }

    private void item(XMLStreamReader in, String name) {
        if (name.equals(RDF + "li")) {
            listed = true;
            first = "x-default".equals(in.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang"));
            text.setLength(0);
        }
    }

    private static String attribute(XMLStreamReader in, String name) {
        String value = in.getAttributeValue(RDF, name);
        return value == null ? "" : value;
    }

    private void end(XMLStreamReader in) {
        String ended = property;
        if (ended == null) {
            return;
        }
        if (depth == 0) {
            if (!listed) {
                add(ended, text.toString(), false);
            }
            property = null;
        } else {
            depth--;
            if (in.getLocalName().equals("li")) {
                add(ended, text.toString(), first);
                text.setLength(0);
            }
        }
    }

    private void append(String more) {
        if (property != null && text.length() < 2 * FileMetadata.LONGEST_TEXT) {
            text.append(more, 0, Math.min(more.length(), 2 * FileMetadata.LONGEST_TEXT));
        }
    }

    private void add(String name, String value, boolean before) {
        List<String> all = values.computeIfAbsent(name, unknown -> new ArrayList<>());
        if (!value.isBlank() && all.size() < FileMetadata.MOST_KEYWORDS) {
            all.add(before ? 0 : all.size(), value);
        }
    }
}
