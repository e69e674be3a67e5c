package net.mytestbed.pxe.service.omf;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What an experiment controller reads before its first call: the group of services, and its calls with their arguments. OMF 5.4's
 * controllers wait for ever where this is not as they expect it.
 */
final class OmfDescription {
    static final String GROUP = "pxe";

    private static final String INFO = "Decides which PXELINUX configuration each node boots";

    private OmfDescription() {}

    /** The answer to {@code GET /}. */
    static byte[] groups() {
        return Xml.document(xml -> {
            xml.writeStartDocument("1.0");
            xml.writeStartElement("serviceGroups");
            xml.writeStartElement("serviceGroup");
            xml.writeAttribute("path", GROUP);
            xml.writeAttribute("name", GROUP);
            Xml.textElement(xml, "info", INFO);
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    /** The answer to {@code GET /pxe}. */
    static byte[] calls() {
        return Xml.document(xml -> {
            xml.writeStartElement("services");
            xml.writeStartElement("serviceGroup");
            xml.writeAttribute("name", GROUP);
            xml.writeAttribute("prefix", "/" + GROUP);
            Xml.textElement(xml, "info", INFO);
            for (OmfCall call : OmfCall.values()) {
                describe(call, xml);
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static void describe(OmfCall call, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("service");
        xml.writeAttribute("name", call.wireName());
        Xml.textElement(xml, "info", call.info());
        xml.writeStartElement("args");
        for (OmfArgument argument : call.arguments()) {
            xml.writeStartElement("arg");
            xml.writeAttribute("name", argument.name());
            xml.writeAttribute("value", argument.describedValue());
            xml.writeAttribute("isRequired", Boolean.toString(argument.isRequired()));
            Xml.textElement(xml, "info", argument.parameter().info());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }
}
