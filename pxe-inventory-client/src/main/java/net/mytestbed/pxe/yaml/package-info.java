/**
 * Strict reading of an operator's YAML files: nothing is passed over, everything that is wrong is reported at once, each with file,
 * line and key. {@link net.mytestbed.pxe.yaml.YamlReader} reads a file into any type; whoever calls it says which keys there are
 * and of what type their values are.
 */
@NullMarked
package net.mytestbed.pxe.yaml;

import org.jspecify.annotations.NullMarked;
