package net.mytestbed.pxe.service.omf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML texts into memory. */
final class Xml {
    /** OMF 5.4's own, without a charset: the text is UTF-8, which is what XML takes where nothing else is said. */
    static final String MEDIA_TYPE = "text/xml";

    interface Content {
        void writeTo(XMLStreamWriter xml) throws XMLStreamException;
    }

    private Xml() {}

    static byte[] document(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
            content.writeTo(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("An answer could not be written as XML.", e);
        }
        return bytes.toByteArray();
    }

    static void textElement(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
