package org.proofmark.portal.catalogue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.proofmark.portal.platform.Refused;

/**
 * What is said about a work, as files carry it: XMP (ISO 16684-1) with the properties of Dublin Core, Photoshop, Rights
 * Management and PLUS that the IPTC Photo Metadata Standard names, and the same in the older IPTC-IIM 4.2.
 */
final class Label {
    /** Bytes of one segment of a JPEG (ITU-T T.81, B.1.1.4), less what its head needs. */
    private static final int LARGEST = 65_000;

    private final Work work;

    Label(Work work) {
        this.work = work;
    }

    byte[] xmp() {
        Work.Texts said = work.texts();
        String packet = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
              xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">
            %s</rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>\
            """.formatted(tongues("dc:title", said.title())
                + tongues("dc:description", said.caption())
                + list("dc:creator", "Seq", said.creator().isEmpty() ? List.of() : List.of(said.creator()))
                + tongues("dc:rights", said.copyright())
                + list("dc:subject", "Bag", work.keywords())
                + plain("photoshop:Credit", said.credit())
                + plain("xmpRights:Marked", said.copyright().isEmpty() ? "" : "True")
                + tongues("xmpRights:UsageTerms", said.usageTerms())
                + plain("xmpRights:WebStatement", said.webStatement())
                + licensor(said.licensor(), said.licensorUrl()));
        return limited(packet.getBytes(StandardCharsets.UTF_8));
    }

    private static String tongues(String name, String text) {
        return text.isEmpty()
                ? ""
                : "<%1$s><rdf:Alt><rdf:li xml:lang=\"x-default\">%2$s</rdf:li></rdf:Alt></%1$s>\n"
                        .formatted(name, escaped(text));
    }

    private static String list(String name, String kind, List<String> texts) {
        return texts.isEmpty()
                ? ""
                : texts.stream()
                        .map(text -> "<rdf:li>" + escaped(text) + "</rdf:li>")
                        .collect(Collectors.joining(
                                "", "<%s><rdf:%s>".formatted(name, kind), "</rdf:%s></%s>\n".formatted(kind, name)));
    }

    private static String plain(String name, String text) {
        return text.isEmpty() ? "" : "<%1$s>%2$s</%1$s>\n".formatted(name, escaped(text));
    }

    private static String licensor(String name, String address) {
        return name.isEmpty() && address.isEmpty()
                ? ""
                : "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
                        + plain("plus:LicensorName", name)
                        + plain("plus:LicensorURL", address)
                        + "</rdf:li></rdf:Seq></plus:Licensor>\n";
    }

    /** Without what XML 1.0 (2.2) has no place for. */
    private static String escaped(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c < 0xd800
                        || c > 0xdfff && c < 0xfffe
                        || c > 0xffff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The data sets of record 2, in UTF-8, each as long as IIM lets it be. */
    byte[] iptc() {
        Work.Texts said = work.texts();
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        sets.writeBytes(new byte[] {0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47});
        set(sets, 5, said.title(), 64);
        work.keywords().forEach(keyword -> set(sets, 25, keyword, 64));
        set(sets, 80, said.creator(), 32);
        set(sets, 110, said.credit(), 32);
        set(sets, 116, said.copyright(), 128);
        set(sets, 120, said.caption(), 2_000);
        return limited(sets.toByteArray());
    }

    private static void set(ByteArrayOutputStream sets, int number, String text, int longest) {
        byte[] value = cut(text, longest);
        if (value.length > 0) {
            sets.writeBytes(new byte[] {0x1c, 2, (byte) number, (byte) (value.length >> 8), (byte) value.length});
            sets.writeBytes(value);
        }
    }

    /** As many whole letters as fit. */
    private static byte[] cut(String text, int longest) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > longest) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] limited(byte[] label) {
        if (label.length > LARGEST) {
            throw Refused.invalid("refused.labelSize");
        }
        return label;
    }
}
