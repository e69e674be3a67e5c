package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML that a stranger wrote: no document types, so no entities but XML's own five, and neither depth nor
 * number without end. */
final class XmlReader {
    /** The deepest answer of an inventory has three levels. */
    static final int DEEPEST = 32;

    /** The most elements: each of them takes far more memory than its few bytes of text. */
    static final int MOST_ELEMENTS = 200_000;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int elements;

    private XmlReader(XMLStreamReader reader) {
        this.reader = requireNonNull(reader, "reader");
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever an embedder has on the class path: the limits must hold there too.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * The root of a document.
     *
     * @throws XMLStreamException if this is not XML, or not such as is read here
     */
    static XmlElement read(byte[] document) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        try {
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("it has a document type (DOCTYPE)");
                }
            }
            XmlElement root = new XmlReader(reader).element(1);
            while (reader.hasNext()) {
                // What follows the root must be well formed too: an answer cut short is no answer.
                reader.next();
            }
            return root;
        } catch (RuntimeException e) {
            // The JDK's parser stumbles over some texts that are no XML, such as a NUL in a document type.
            throw new XMLStreamException("the parser cannot make anything of it: " + e, e);
        } finally {
            reader.close();
        }
    }

    private XmlElement element(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("its elements are nested more than " + DEEPEST + " levels deep");
        }
        elements++;
        if (elements > MOST_ELEMENTS) {
            throw new XMLStreamException("it has more than " + MOST_ELEMENTS + " elements");
        }
        String name = reader.getLocalName();
        ImmutableMap<String, String> attributes = attributes();
        StringBuilder text = new StringBuilder();
        ImmutableList.Builder<XmlElement> children = ImmutableList.builder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                text.append(reader.getText());
            }
        }
        return new XmlElement(name, attributes, text.toString(), children.build());
    }

    private ImmutableMap<String, String> attributes() {
        ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes.buildKeepingLast();
    }
}
