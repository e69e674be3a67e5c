package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of an inventory's answer.
 *
 * @param name its name, as it is written
 * @param attributes its attributes by their names
 * @param text the text directly in it, without the line breaks and indents around it that pretty-printing adds; blanks that stand
 *     in the same line are kept, because they are the value's
 * @param children the elements directly in it
 */
record XmlElement(
        String name, ImmutableMap<String, String> attributes, String text, ImmutableList<XmlElement> children) {
    XmlElement {
        requireNonNull(name, "name");
        requireNonNull(attributes, "attributes");
        requireNonNull(children, "children");
        text = text.indexOf('\n') >= 0 ? CharMatcher.whitespace().trimFrom(text) : text;
    }

    /** The first element of this name in this one, at any depth, or this one itself. */
    Optional<XmlElement> find(String wanted) {
        return all(wanted).findFirst();
    }

    /** All elements of this name in this one, at any depth, this one included, in the order of the document. */
    Stream<XmlElement> all(String wanted) {
        Stream<XmlElement> below = children.stream().flatMap(child -> child.all(wanted));
        return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
    }
}
