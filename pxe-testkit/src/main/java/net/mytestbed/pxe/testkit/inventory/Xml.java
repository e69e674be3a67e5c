package net.mytestbed.pxe.testkit.inventory;

import com.google.common.xml.XmlEscapers;

/** Pieces of XML. */
final class Xml {
    private Xml() {}

    static String text(String raw) {
        return XmlEscapers.xmlContentEscaper().escape(raw);
    }

    /** With a blank before it. */
    static String attribute(String name, String raw) {
        return " " + name + "='" + XmlEscapers.xmlAttributeEscaper().escape(raw) + "'";
    }

    static String error(String sentence) {
        return "<ERROR>" + text(sentence) + "</ERROR>";
    }
}
