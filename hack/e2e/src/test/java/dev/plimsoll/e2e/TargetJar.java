package dev.plimsoll.e2e;

import dev.plimsoll.runner.SecureTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The classes of {@link SecureTarget} for a pod, whose image has the libraries but not these. */
final class TargetJar {
    private static final String GLOB = "{Secure,Http2}Target*.class";

    private TargetJar() {}

    /** Small enough for a ConfigMap. */
    static byte[] bytes() throws Exception {
        var source = Path.of(SecureTarget.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(source)) {
            return jar(source);
        }
        try (var build = FileSystems.newFileSystem(source)) {
            return jar(build.getPath("/"));
        }
    }

    private static byte[] jar(Path root) throws IOException {
        var folder = SecureTarget.class.getPackageName().replace('.', '/');
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes);
                var classes = Files.newDirectoryStream(root.resolve(folder), GLOB)) {
            for (var file : classes) {
                jar.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
                Files.copy(file, jar);
            }
        }
        return bytes.toByteArray();
    }
}
