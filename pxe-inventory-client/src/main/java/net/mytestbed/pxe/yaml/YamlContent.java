package net.mytestbed.pxe.yaml;

import com.google.common.collect.ImmutableList;

/** What a value can be. */
sealed interface YamlContent {
    /** What it is, in the words of a message. */
    String words();

    /** A scalar of any type, as it is written: what it means is decided by who reads it, not by how it looks. */
    record Text(String text) implements YamlContent {
        static final String WORDS = "a plain value";

        @Override
        public String words() {
            return WORDS;
        }
    }

    /** A mapping. */
    record Members(YamlMap map) implements YamlContent {
        static final String WORDS = "a mapping (key: value)";

        @Override
        public String words() {
            return WORDS;
        }
    }

    /** A sequence. */
    record Items(ImmutableList<YamlValue> items) implements YamlContent {
        static final String WORDS = "a list (- value)";

        @Override
        public String words() {
            return WORDS;
        }
    }

    /** A key with no value. */
    record Nothing() implements YamlContent {
        @Override
        public String words() {
            return "nothing";
        }
    }
}
