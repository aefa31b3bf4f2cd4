package dev.plimsoll.runner;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Http;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.engine.contract.Target.Version;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;

/**
 * Makes the ahead-of-time cache of the runner's image, when Maven packages it: a runner on the image's own Java drives
 * a few seconds of load in HTTP/2 over TLS and as many in plain HTTP/1.1, each also with a connection for each request,
 * and Java keeps which classes it loaded and which methods were hot. Runners that start from the cache begin sooner,
 * and compile less while they send.
 *
 * <p>Java may refuse a cache when the class path differs from the one that it was made with: the files are laid out
 * with the names, the order and the times that they have in the image.
 */
final class AotTraining {
    /** What Jib gives every file of an image. */
    private static final FileTime IMAGE_FILE_TIME = FileTime.from(Instant.ofEpochSecond(1));

    private static final String RUNNER = TrainingMain.class.getName();
    private static final double RATE = 4_000;
    private static final int SECONDS = 4;
    private static final double OPENINGS_RATE = 500;
    private static final int OPENINGS_SECONDS = 2;
    private static final int MOMENTS = 100;
    private static final int STREAMS = 10;
    private static final String STORE_PASSWORD = "training";
    private static final long PATIENCE_SECONDS = 120;

    private AotTraining() {}

    /**
     * Trains a runner, and leaves the cache {@code runner.aot}; does nothing when it is newer than all that it is made
     * from. The jars on the class path of this process are the runner's, in the order of the image.
     *
     * @param arguments the image's java; its flags, {@code @FILE}; a folder for the cache and what it is made from
     */
    public static void main(String[] arguments) throws Exception {
        var java = arguments[0];
        var flags = arguments[1];
        var folder = Path.of(arguments[2]);
        var cache = folder.resolve("runner.aot");
        var jars = jarsOfThisProcess();
        var settings = Stream.of(Path.of(java), Path.of(flags.substring(1)));
        if (isNewer(cache, Stream.concat(jars.stream(), settings).toList())) {
            return;
        }
        Files.deleteIfExists(cache);
        var classPath = stage(jars, folder.resolve("libs"));
        train(List.of(java, flags, "-XX:AOTCacheOutput=" + cache, "-cp", classPath, RUNNER), folder);
        if (!Files.isRegularFile(cache)) {
            throw new IllegalStateException(
                    "Java made no cache; the training run said:\n" + Files.readString(logIn(folder)));
        }
    }

    private static List<Path> jarsOfThisProcess() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static boolean isNewer(Path cache, List<Path> sources) throws IOException {
        if (Files.notExists(cache)) {
            return false;
        }
        var made = Files.getLastModifiedTime(cache);
        for (var source : sources) {
            if (Files.getLastModifiedTime(source).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    private static String stage(List<Path> jars, Path folder) throws IOException {
        Files.createDirectories(folder);
        var staged = new ArrayList<String>();
        for (var jar : jars) {
            var copy = folder.resolve(jar.getFileName());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(copy, IMAGE_FILE_TIME);
            staged.add(copy.toString());
        }
        return String.join(File.pathSeparator, staged);
    }

    private static Path logIn(Path folder) {
        return folder.resolve("training.log");
    }

    private static void train(List<String> command, Path folder) throws Exception {
        var log = logIn(folder);
        try (var plain = TestTarget.answering(TestTarget.OK);
                var http2 = Http2Target.secured(tls(folder), Http2Target.Call::ok);
                var http2Requests = requests(http2Target(http2.port()));
                var http2Openings = openings(http2Target(http2.port()));
                var plainRequests = requests(Plans.target(plain.port()));
                var plainOpenings = openings(Plans.target(plain.port()))) {
            var collectors = Stream.of(http2Requests, http2Openings, plainRequests, plainOpenings);
            var whole = Stream.concat(command.stream(), collectors.map(collector -> collector.uri() + ""));
            var builder =
                    new ProcessBuilder(whole.toList()).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("PLIMSOLL_RUN", "shop/checkout");
            builder.environment().put("PLIMSOLL_TOKEN", FakeCollector.TOKEN);
            builder.environment().put("PLIMSOLL_RUNNER_NAME", "training");
            var runner = builder.start();
            try {
                if (!runner.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || runner.exitValue() != 0) {
                    throw new IllegalStateException(
                            "The training run did not end well; it said:\n" + Files.readString(log));
                }
            } finally {
                runner.destroyForcibly();
            }
        }
    }

    private static FakeCollector requests(Target target) throws IOException {
        return new FakeCollector(Plans.of(target, load(RATE, SECONDS)), 1);
    }

    /** Of a connection for each request: a stall of the target brings a crowd of them, in the middle of the load. */
    private static FakeCollector openings(Target target) throws IOException {
        var usual = target.protocol();
        var http = new Http(usual.version(), usual.streams(), Sharing.PER_USER, usual.resolveEveryNanos());
        var each = new Target(
                target.scheme(), target.host(), target.port(), target.basePath(), target.tls(), http, target.auth());
        return new FakeCollector(Plans.of(each, load(OPENINGS_RATE, OPENINGS_SECONDS)), 1);
    }

    /** In short stages, each of which ends an interval: what is recorded and reported once a second is hot here too. */
    private static Load load(double rate, int seconds) {
        var moment = new Load.Stage(TimeUnit.SECONDS.toNanos(1) / MOMENTS, rate, rate, false);
        return new Load.Open(Load.Arrivals.UNIFORM, Collections.nCopies(MOMENTS * seconds, moment));
    }

    private static Target http2Target(int port) {
        var http = new Http(Version.HTTP_2, STREAMS, Http.DEFAULT.connections(), Http.DEFAULT.resolveEveryNanos());
        return new Target("https", "127.0.0.1", port, "", new Target.Tls(null, null, true), http, null);
    }

    /**
     * With a certificate that the JDK's own tool signs: libraries for tests would end up in the runner's class path.
     */
    private static SslContext tls(Path folder) throws Exception {
        var store = folder.resolve("training.p12");
        Files.deleteIfExists(store);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var arguments = "-genkeypair -keyalg EC -alias training -dname CN=training -storepass " + STORE_PASSWORD;
        var command = new ArrayList<>(List.of(keytool + "", "-keystore", store + ""));
        command.addAll(List.of(arguments.split(" ", -1)));
        var made = new ProcessBuilder(command).inheritIO().start();
        if (!made.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IllegalStateException("keytool made no certificate for the training run");
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray()), STORE_PASSWORD.toCharArray());
        return SslContextBuilder.forServer(keys)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        "h2"))
                .build();
    }
}
