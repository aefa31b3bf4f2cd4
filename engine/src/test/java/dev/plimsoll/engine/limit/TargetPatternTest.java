package dev.plimsoll.engine.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPatternTest {

    @ParameterizedTest
    @CsvSource({
        "*.shop.svc, checkout.shop.svc, 80, true",
        "*.shop.svc, a.b.shop.svc, 80, true",
        "*.shop.svc, shop.svc, 80, false",
        "*.shop.svc, checkout.shop.svc.evil.com, 80, false",
        "*.shop.svc, checkoutshop.svc, 80, false",
        "*.svc, checkout.shop.svc.cluster.local, 80, false",
        "*.svc.cluster.local, checkout.shop.svc.cluster.local, 80, true",
        "api.example.com:443, api.example.com, 443, true",
        "api.example.com:443, api.example.com, 80, false",
        "api.example.com, API.Example.COM., 80, true",
        "api.*.com, api.a.b.com, 80, true",
        "api.*.com, api.com, 80, false",
        "*, anything.at.all, 1, true",
        "*, ::1, 1, true",
        "*:443, anything.at.all, 1, false",
        "[::1]:8080, ::1, 8080, true",
        "[::1], ::2, 8080, false",
        "*.1, ::ffff:10.0.0.1, 80, false",
        "10.0.0.1, 10.0.0.1, 80, true",
        "10.0.0.1, 167772161, 80, false",
        "*.shop.svc, .shop.svc, 80, false",
        "*.shop.svc, a..shop.svc, 80, false"
    })
    void shouldMatchWholeLabelsOnly(String pattern, String host, int port, boolean expected) {
        assertThat(TargetPattern.parse(pattern).matches(host, port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://shop.svc",
                "shop.svc/",
                "*shop.svc",
                "a..svc",
                ".svc",
                "a.svc:0",
                "a.svc:65536",
                "a.svc:",
                "a@b",
                "::1",
                "[::1"
            })
    void shouldSayHowAPatternIsWrittenWhenItIsNone(String text) {
        assertThatThrownBy(() -> TargetPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" is not a pattern of targets")
                .hasMessageContaining("*.shop.svc or api.example.com:443");
    }

    @Property
    void shouldMatchExactlyTheNamesBelowASuffix(@ForAll("names") String suffix, @ForAll("names") String name) {
        var pattern = TargetPattern.parse("*." + suffix);

        assertThat(pattern.matches(name + "." + suffix, 80)).isTrue();
        assertThat(pattern.matches((name + "." + suffix + ".").toUpperCase(Locale.ROOT), 80))
                .isTrue();
        assertThat(pattern.matches(suffix, 80)).isEqualTo(endsBelow(suffix, suffix));
        assertThat(pattern.matches(name, 80)).isEqualTo(endsBelow(name, suffix));
    }

    /** An oracle without labels. */
    private static boolean endsBelow(String name, String suffix) {
        return name.endsWith("." + suffix);
    }

    @Property
    void shouldMatchOnlyItselfWithoutAStar(
            @ForAll("names") String one,
            @ForAll("names") String other,
            @ForAll @IntRange(min = 1, max = 65_535) int port) {
        assertThat(TargetPattern.parse(one).matches(other, port)).isEqualTo(one.equals(other));
        assertThat(TargetPattern.parse(one + ":" + port).matches(one, port)).isTrue();
        assertThat(TargetPattern.parse(one + ":" + port).matches(one, port % 65_535 + 1))
                .isFalse();
    }

    /** Few labels, so that names often have suffixes in common. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "svc", "shop-1")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(names -> String.join(".", names));
    }

    @Test
    void shouldBeShownAsItWasWritten() {
        assertThat(List.of(TargetPattern.parse("*.Shop.svc"), TargetPattern.parse("[::1]:80")))
                .map(Objects::toString)
                .containsExactly("*.Shop.svc", "[::1]:80");
    }
}
