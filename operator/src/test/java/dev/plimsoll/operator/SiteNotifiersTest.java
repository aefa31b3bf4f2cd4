package dev.plimsoll.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be told, as the operator's configuration says it. */
class SiteNotifiersTest {
    @Test
    void shouldKnowWhoMayBeTold() {
        var site = SiteConfig.parse("config.yaml", """
            notifiers:
              - name: team
                slack: {urlFrom: team-slack}
              - name: pager
                alertmanager: {url: 'http://alertmanager:9093', labels: {team: shop}, lasts: 36h}
              - name: ci
                webhook: {url: 'https://ci/hook', template: '{"text": "${verdict}"}', signWith: ci-key}
            """);

        assertThat(site.notifiers().names()).containsExactlyInAnyOrder("team", "pager", "ci");
        assertThat(SiteConfig.NONE.notifiers().names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [{slack: {urlFrom: a}}]                                  | notifiers[0]: name: null: is no name of a notifier
        [{name: A b, slack: {urlFrom: a}}]                       | notifiers[0]: name: A b: is no name of a notifier
        [{name: a}]                                              | notifiers[0]: a: must say what it is; write exactly one
        [{name: a, slack: {urlFrom: a}, webhook: {urlFrom: a}}]  | notifiers[0]: a: must say what it is; write exactly one
        [{name: a, slack: {}}]                                   | notifiers[0].slack: must say where it is; write url, or
        [{name: a, slack: {url: 'http://a', urlFrom: a}}]        | notifiers[0].slack: must say where it is; write url, or
        [{name: a, slack: {urlFrom: ../a}}]                      | notifiers[0].slack: urlFrom: ../a: is no key of a Secret
        [{name: a, slack: {url: 'file:///etc/passwd'}}]          | notifiers[0].slack: url: is no URL with http or https
        [{name: a, slack: {url: 'https://u:p@a'}}]               | notifiers[0].slack: url: has a user or password in it
        [{name: a, slack: {urlFrom: a, hook: b}}]                | notifiers[0].slack.hook: is no known field; known here: url
        [{name: a, alertmanager: {url: 'http://a', lasts: 8d}}]  | notifiers[0].alertmanager: lasts: "8d" is not a duration
        [{name: a, alertmanager: {url: 'http://a', labels: {a-b: c}}}] | notifiers[0].alertmanager: labels: a-b: is no name
        [{name: a, webhook: {url: 'http://a', template: '{'}}]   | notifiers[0].webhook: template: is no JSON at line 1
        [{name: a, webhook: {url: 'http://a', signWith: a/b}}]   | notifiers[0].webhook: signWith: a/b: is no key
        [{name: a, slack: {urlFrom: a}}, {name: a, slack: {urlFrom: b}}] | notifiers: a: two notifiers have this name
        """)
    void shouldSayWhichNotifierIsWrong(String notifiers, String message) {
        assertThatThrownBy(() -> SiteConfig.parse("config.yaml", "notifiers: " + notifiers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("config.yaml: " + message);
    }

    @Test
    void shouldTakeWhatThePageOfNotificationsShows() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "notifications.md"));
        var begin = page.indexOf("```yaml\nnotifiers:") + "```yaml\n".length();
        var shown = page.substring(begin, page.indexOf("```", begin));

        assertThat(SiteConfig.parse("config.yaml", shown).notifiers().names())
                .containsExactlyInAnyOrder("team-shop", "pager", "ci");
    }
}
