package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/notifications.md says about verifying a signature by hand, done with openssl. */
class VerificationTest {
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private Post post = new Post(URI.create("http://ci"), Map.of(), "");

    @BeforeEach
    void send() throws Exception {
        Files.writeString(folder.resolve("ci-key"), KEY + "\n");
        var webhook = new Webhook(new Address.Open(URI.create("http://ci")), JsonTemplate.USUAL, "ci-key", null);
        post = webhook.post(Notices.of(Verdict.Fail), new SecretFiles(folder), Notices.NOW);
    }

    @Test
    void shouldAcceptWhatWasSent() throws Exception {
        assertThat(verify("id-1", post.body())).isZero();
    }

    @Test
    void shouldRefuseWhatSomebodyChanged() throws Exception {
        assertThat(verify("id-1", post.body().replace("Fail", "Pass"))).isEqualTo(1);
        assertThat(verify("another-id", post.body())).isEqualTo(1);
    }

    private int verify(String id, String body) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("body"), body);
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", documented())
                .directory(folder.toFile())
                .inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "key",
                        KEY,
                        "id",
                        id,
                        "timestamp",
                        Objects.requireNonNull(post.headers().get("webhook-timestamp")),
                        "signature",
                        Objects.requireNonNull(post.headers().get("webhook-signature"))));
        return builder.start().waitFor();
    }

    private static String documented() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "notifications.md"));
        var begin = page.indexOf("```sh\n") + "```sh\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }
}
