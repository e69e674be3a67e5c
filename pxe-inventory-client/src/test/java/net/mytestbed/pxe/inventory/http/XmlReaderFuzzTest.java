package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Tag;

/** Whatever an inventory sends as XML is read or refused as XML, and what is read is neither deep nor large. */
class XmlReaderFuzzTest {
    @Tag("briefly")
    @FuzzTest(maxDuration = "2s")
    void aFewSeconds(byte[] input) {
        read(input);
    }

    @Tag("long")
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "3h")
    void aMillionInputs(byte[] input) {
        read(input);
    }

    private static void read(byte[] input) {
        try {
            XmlElement root = XmlReader.read(input);
            assertThat(depth(root)).isLessThanOrEqualTo(XmlReader.DEEPEST);
            assertThat(size(root)).isLessThanOrEqualTo(XmlReader.MOST_ELEMENTS);
        } catch (XMLStreamException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private static int depth(XmlElement element) {
        return 1
                + element.children().stream()
                        .mapToInt(XmlReaderFuzzTest::depth)
                        .max()
                        .orElse(0);
    }

    private static int size(XmlElement element) {
        return 1 + element.children().stream().mapToInt(XmlReaderFuzzTest::size).sum();
    }
}
