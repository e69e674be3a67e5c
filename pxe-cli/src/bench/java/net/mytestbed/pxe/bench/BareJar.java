package net.mytestbed.pxe.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The bare handler's classes in a jar: an archive of classes (-XX:SharedArchiveFile) takes none from directories. */
final class BareJar {
    static final Path PATH = Path.of("target/bench/bare.jar").toAbsolutePath();

    private BareJar() {}

    static void make() throws IOException {
        Files.createDirectories(PATH.resolveSibling(""));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(PATH))) {
            for (Class<?> part : ImmutableList.of(BareJetty.class, BareLoop.class, SharedFlush.class, Testbed.class)) {
                String name = part.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                Resources.copy(Resources.getResource(name), jar);
            }
        }
    }
}
