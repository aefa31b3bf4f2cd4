import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the root file system that Plimsoll's images share, from what this machine has: a jlink runtime in /opt/java
 * and the C library's parts it loads. Nothing else is inside: no shell, no package manager. Run by
 * hack/image-base/pom.xml as {@code java RootFileSystem.java OUTPUT THIS_SOURCE}; does nothing when OUTPUT is current.
 */
final class RootFileSystem {
    /** What the runner, the operator and the demo service need, by jdeps and by trying. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported");

    /** libnss_* and libresolv are opened by name when a host is looked up; libgcc_s is boringssl's. */
    private static final List<String> LIBRARIES = List.of(
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libgcc_s.so.1",
            "libresolv.so.2",
            "libnss_files.so.2",
            "libnss_dns.so.2");

    private static final String LOADER = "ld-linux-x86-64.so.2";
    private static final List<Path> LIBRARY_FOLDERS = Stream.of(
                    "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64")
            .map(Path::of)
            .toList();

    private final Path root;

    private RootFileSystem(Path root) {
        this.root = root;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(arguments[0]);
        var stamp = root.resolveSibling(root.getFileName() + ".stamp");
        // This source stands for all that is fixed in it, the runtime's version for the rest.
        var current = Runtime.version() + "\n" + Files.readString(Path.of(arguments[1]));
        if (Files.isRegularFile(stamp) && Files.readString(stamp).equals(current)) {
            return;
        }
        Files.deleteIfExists(stamp);
        new RootFileSystem(root).build();
        Files.writeString(stamp, current);
    }

    private void build() throws IOException, InterruptedException {
        var machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!machine.equals("Linux amd64")) {
            throw new IllegalStateException("Images are built on Linux amd64 alone, and this is " + machine
                    + "; -Dplimsoll.images.skip goes without them");
        }
        delete(root);
        runtime(root.resolve("opt/java"));
        copy(LOADER, root.resolve("lib64"));
        for (var library : LIBRARIES) {
            copy(library, root.resolve("lib/x86_64-linux-gnu"));
        }
        var etc = Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                etc.resolve("passwd"), "root:x:0:0:root:/:/none\nplimsoll:x:65532:65532:plimsoll:/tmp:/none\n");
        Files.writeString(etc.resolve("group"), "root:x:0:\nplimsoll:x:65532:\n");
        Files.writeString(etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        Files.createDirectories(root.resolve("tmp"));
    }

    private static void runtime(Path output) throws IOException, InterruptedException {
        Files.createDirectories(output.getParent());
        run(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules=" + String.join(",", MODULES),
                "--vm=server",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output=" + output);
        // Class data sharing halves the start-up time; jlink itself makes no archive for compact object headers.
        run(
                output.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xshare:dump",
                "-Xlog:disable",
                "-Xlog:all=error:stderr");
        for (var unused : List.of("bin/jwebserver", "bin/keytool", "lib/jexec", "lib/classlist", "lib/jrt-fs.jar")) {
            Files.deleteIfExists(output.resolve(unused));
        }
    }

    private static void copy(String library, Path folder) throws IOException {
        var found = LIBRARY_FOLDERS.stream()
                .map(candidate -> candidate.resolve(library))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The image needs glibc's " + library + ", and it is in none of " + LIBRARY_FOLDERS));
        Files.createDirectories(folder);
        Files.copy(found.toRealPath(), folder.resolve(library));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        var status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException("Exit code " + status + " of " + String.join(" ", command));
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
