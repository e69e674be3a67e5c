package net.mytestbed.pxe.service.omf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import net.mytestbed.pxe.service.http.Fault;

/** The answers to calls. */
final class OmfAnswer {
    private OmfAnswer() {}

    /**
     * Everything went as asked.
     *
     * @param staleSince when the inventory said what the answer rests on, if it failed since
     */
    static byte[] ok(OmfAction action, List<OmfNode> nodes, Optional<Instant> staleSince) {
        return Xml.document(xml -> {
            startResponse(xml, "OK");
            if (staleSince.isPresent()) {
                xml.writeAttribute("inventory-stale-since", staleSince.get().toString());
            }
            startAction(xml, action);
            xml.writeStartElement("nodes");
            for (OmfNode node : nodes) {
                write(node, xml);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    /** Nothing was done, for these reasons. The action is not known where the path is none of a call. */
    static byte[] error(Optional<OmfAction> action, List<Fault> faults) {
        return Xml.document(xml -> {
            startResponse(xml, "ERROR");
            if (action.isPresent()) {
                startAction(xml, action.get());
                xml.writeEndElement();
            }
            for (Fault fault : faults) {
                write(fault, xml);
            }
            xml.writeEndElement();
        });
    }

    private static void startResponse(XMLStreamWriter xml, String status) throws XMLStreamException {
        xml.writeStartElement("response");
        xml.writeAttribute("status", status);
    }

    private static void startAction(XMLStreamWriter xml, OmfAction action) throws XMLStreamException {
        xml.writeStartElement("action");
        xml.writeAttribute("service", OmfDescription.GROUP);
        xml.writeAttribute("name", action.wireName());
    }

    private static void write(OmfNode node, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEmptyElement("node");
        xml.writeAttribute("hrn", node.name().value());
        xml.writeAttribute("ip", node.address().address());
        xml.writeAttribute("img", node.image());
        xml.writeAttribute("hex", node.address().hex());
        Optional<Instant> expires = node.expires();
        if (expires.isPresent()) {
            xml.writeAttribute("expires", expires.get().toString());
        }
    }

    private static void write(Fault fault, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("error");
        xml.writeAttribute("code", fault.code());
        if (fault.node().isPresent()) {
            xml.writeAttribute("node", fault.node().get());
        }
        xml.writeCharacters(fault.sentence());
        xml.writeEndElement();
    }
}
