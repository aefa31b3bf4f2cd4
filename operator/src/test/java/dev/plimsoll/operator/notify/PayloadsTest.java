package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.notify.SecretFiles.UnusableSecretException;
import dev.plimsoll.operator.testing.Golden;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of receiver is sent. */
class PayloadsTest {
    private static final Golden GOLDEN = Golden.folder("notify");
    private static final Address HOOK = new Address.Open(URI.create("https://hooks.example.com/ci"));
    private static final Address PAGER = new Address.Open(URI.create("http://alertmanager:9093/"));

    @TempDir
    Path folder;

    @BeforeEach
    void secrets() throws IOException {
        secret("slack-url", "https://hooks.slack.com/services/T0/B0/XYZ\n");
        secret("signing-key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        secret("token", "Bearer abc");
    }

    static List<String> names() throws IOException {
        return GOLDEN.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldTellWhatHappened(String name) throws Exception {
        var notice = Notices.read(GOLDEN.in(name));
        var template = JsonTemplate.parse("""
            {"text": "${loadTest} went from ${before} to ${verdict}: ${message}", "was": "${before}",
             "tags": ["load", "${namespace}"], "version": 1, "quiet": false}
            """);

        GOLDEN.assertOut(
                name,
                List.of(
                        shown(new Webhook(HOOK, JsonTemplate.USUAL, "signing-key", "token"), notice),
                        shown(new Webhook(HOOK, template, null, null), notice),
                        shown(new Slack(new Address.Secret("slack-url")), notice),
                        shown(new Alertmanager(PAGER, Map.of("team", "shop"), Duration.ofDays(8), null), notice)));
    }

    /** What was posted, its body as the receiver reads it. */
    private Map<String, Object> shown(Receiver receiver, Notice notice) throws Exception {
        var post = receiver.post(notice, new SecretFiles(folder), Notices.NOW);
        return new TreeMap<>(Map.of(
                "url", post.uri().toString(),
                "headers", new TreeMap<>(post.headers()),
                "body", Json.MAPPER.readValue(post.body(), JsonNode.class)));
    }

    /** The example of the specification, so that its libraries verify ours. */
    @Test
    void shouldSignAsStandardWebhooksDo() throws Exception {
        var signed = SigningKey.read(new SecretFiles(folder), "signing-key")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");

        assertThat(signed).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "whsec_c2hvcnQ=", "whsec_", "correct horse battery staple is no base64"})
    void shouldRefuseAKeyThatAnybodyGuesses(String weak) throws Exception {
        secret("weak", weak);
        var webhook = new Webhook(HOOK, JsonTemplate.USUAL, "weak", null);

        assertThatThrownBy(() -> shown(webhook, Notices.of(Verdict.Fail)))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("the key weak of the Secret plimsoll-secrets does not sign")
                .hasMessageContaining("openssl rand -base64 32")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("horse"));
    }

    @Test
    void shouldReadASecretAnewEachTime() throws Exception {
        var slack = new Slack(new Address.Secret("slack-url"));
        var before = shown(slack, Notices.of(Verdict.Fail));
        secret("slack-url", "https://hooks.slack.com/services/T0/B0/NEW");

        assertThat(before.get("url")).isEqualTo("https://hooks.slack.com/services/T0/B0/XYZ");
        assertThat(shown(slack, Notices.of(Verdict.Fail)).get("url"))
                .isEqualTo("https://hooks.slack.com/services/T0/B0/NEW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks/T0", "ftp://hooks/T0", "https://user:T0@hooks/", "https:///T0", "https://a b/T0"})
    void shouldNotRepeatASecretThatIsNoUrl(String text) throws Exception {
        secret("slack-url", text);

        assertThatThrownBy(() -> shown(new Slack(new Address.Secret("slack-url")), Notices.of(Verdict.Fail)))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageStartingWith("the key slack-url of the Secret plimsoll-secrets ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("T0"));
    }

    @Test
    void shouldNameTheKeyThatIsMissing() {
        assertThatThrownBy(() -> shown(new Slack(new Address.Secret("other")), Notices.of(Verdict.Fail)))
                .hasMessage("the Secret plimsoll-secrets in the operator's namespace has no key other that can be read;"
                        + " add it, it is used without a restart");
    }

    @Test
    void shouldNotShowAPost() throws Exception {
        var post = new Slack(new Address.Secret("slack-url"))
                .post(Notices.of(Verdict.Fail), new SecretFiles(folder), Notices.NOW);

        assertThat(post).hasToString("Post to hooks.slack.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../token", "a/b", "", "..data"})
    void shouldKnowThatThisIsNoKey(String text) {
        assertThat(SecretFiles.isKey(text)).isFalse();
    }

    private void secret(String key, String text) throws IOException {
        Files.writeString(folder.resolve(key), text);
    }
}
