package net.mytestbed.pxe.service.omf;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An answer of the OMF wire, read as a client reads it. */
record OmfReply(int status, Element root) {
    static OmfReply of(HttpResponse<String> response) {
        return new OmfReply(response.statusCode(), parse(response.body()));
    }

    static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("Not XML: " + xml, e);
        }
    }

    ImmutableList<Element> all(String name) {
        return elements(root, name);
    }

    static ImmutableList<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .collect(toImmutableList());
    }

    /** This attribute of every node in the answer. */
    ImmutableList<String> nodes(String attribute) {
        return all("node").stream().map(node -> node.getAttribute(attribute)).collect(toImmutableList());
    }

    ImmutableList<String> codes() {
        return all("error").stream().map(error -> error.getAttribute("code")).collect(toImmutableList());
    }

    ImmutableList<String> errorNodes() {
        return all("error").stream().map(error -> error.getAttribute("node")).collect(toImmutableList());
    }

    ImmutableList<String> sentences() {
        return all("error").stream().map(Element::getTextContent).collect(toImmutableList());
    }
}
