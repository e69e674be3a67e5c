package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNull;

/** Where in a file a value stands, and where to complain about it. */
record Place(Complaints complaints, int line, String key) {
    Place {
        requireNonNull(complaints, "complaints");
        requireNonNull(key, "key");
    }

    /** The place of a key below this one. */
    Place below(int keyLine, String name) {
        return new Place(complaints, keyLine, key.isEmpty() ? name : key + "." + name);
    }

    /** The place of an item of the list that stands here. */
    Place item(int itemLine) {
        return new Place(complaints, itemLine, key);
    }

    void complain(String sentence) {
        complaints.add(line, key, sentence);
    }
}
