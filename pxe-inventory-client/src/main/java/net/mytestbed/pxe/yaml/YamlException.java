package net.mytestbed.pxe.yaml;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A file that cannot be used, with everything that is wrong with it. The message has one line for each complaint. */
public final class YamlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Transient only because {@link Complaint} is no value for Java serialization. */
    private final transient ImmutableList<Complaint> complaints;

    /** @throws IllegalArgumentException if there is no complaint */
    public YamlException(List<Complaint> complaints) {
        super(complaints.stream().map(Complaint::toString).collect(joining("\n")));
        checkArgument(!complaints.isEmpty(), "an exception needs a complaint");
        this.complaints = ImmutableList.copyOf(complaints);
    }

    /** Everything that is wrong, at least one, in the order of the file. */
    public ImmutableList<Complaint> complaints() {
        return complaints;
    }
}
