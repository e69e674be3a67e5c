package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.yaml.YamlContent.Items;
import net.mytestbed.pxe.yaml.YamlContent.Members;
import net.mytestbed.pxe.yaml.YamlContent.Text;

/**
 * One value of a file and where it stands. The {@code as...} methods read it as what is expected there; if it is something else,
 * that is reported and nothing returned, so that reading goes on and finds everything that is wrong.
 */
public final class YamlValue {
    private final Place place;
    private final YamlContent content;

    YamlValue(Place place, YamlContent content) {
        this.place = requireNonNull(place, "place");
        this.content = requireNonNull(content, "content");
    }

    /**
     * This scalar as a value of some type.
     *
     * @param type makes the value of the text as it is written, without quotes; an IllegalArgumentException is reported with its
     *     message
     */
    public <T> Optional<T> as(Function<String, T> type) {
        if (!(content instanceof Text scalar)) {
            complainOfKind(Text.WORDS);
            return Optional.empty();
        }
        try {
            return Optional.of(type.apply(scalar.text()));
        } catch (IllegalArgumentException refusal) {
            complain(requireNonNullElse(refusal.getMessage(), refusal.toString()));
            return Optional.empty();
        }
    }

    /** This mapping. */
    public Optional<YamlMap> asMap() {
        if (content instanceof Members members) {
            place.complaints().willCheckKeysOf(members.map());
            return Optional.of(members.map());
        }
        complainOfKind(Members.WORDS);
        return Optional.empty();
    }

    /** The items of this list; none if it is no list. */
    public ImmutableList<YamlValue> asList() {
        if (content instanceof Items list) {
            return list.items();
        }
        complainOfKind(Items.WORDS);
        return ImmutableList.of();
    }

    /**
     * The items of this list, of which there has to be one; none if it is no list.
     *
     * @param ifNone what is reported of a list without items
     */
    public ImmutableList<YamlValue> asList(String ifNone) {
        ImmutableList<YamlValue> items = asList();
        if (items.isEmpty() && content instanceof Items) {
            complain(ifNone);
        }
        return items;
    }

    private void complainOfKind(String expected) {
        complain("Expected " + expected + ", found " + content.words() + ".");
    }

    /** Whether this is a mapping, where a shorter form may stand too. */
    public boolean isMap() {
        return content instanceof Members;
    }

    /** The line on which this value's key stands, counted from 1. */
    public int line() {
        return place.line();
    }

    /** Reports that something is wrong with this value; the sentence says what, and what was expected. */
    public void complain(String sentence) {
        place.complain(sentence);
    }
}
