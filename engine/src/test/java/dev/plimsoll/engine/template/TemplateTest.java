package dev.plimsoll.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private final FakeScope scope =
            new FakeScope(Map.of("id", "7 a/b", "link", "/orders?id=7 é", "users.First name", "Zoë \"Z\"\n", "n", "5"));

    private String render(String template) {
        return render(template, Escape.NONE);
    }

    private String render(String template, Escape escape) {
        var out = new StringBuilder();
        assertThat(Template.parse(template).render(scope, escape, out))
                .as(template)
                .isTrue();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/cart", "a $ b", "$", "$5", "{x}", "}", "$ {x}", "cost: 5$"})
    void shouldBeItselfWhenThereIsNoHole(String text) {
        var template = Template.parse(text);
        assertThat(template.isConstant()).isTrue();
        assertThat(template.constantText()).isEqualTo(text);
        assertThat(render(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "${n}|5",
                "${ n }|5",
                "a${n}b${n}c|a5b5c",
                "$${n}|${n}",
                "$$${n}|$${n}",
                "${'$'}${n}|$5",
                "${'it''s'}|it's",
                "${json('a\\b')}|a\\\\b",
                "${raw(n)}|5",
                "${now()}|1774951384000",
                "${now('yyyy-MM-dd')}|2026-03-31",
                "${now('HH:mm:ss')}|10:03:04",
                "${ now( 'yyyy' ) }|2026",
                "${random(3, 3)}|3",
                "${random(-2,-2)}|-2",
            })
    void shouldFillItsHoles(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void shouldEscapeValuesForThePlaceWhereTheyStand() {
        assertThat(render("/o/${id}?q=${link}", Escape.URL)).isEqualTo("/o/7%20a%2Fb?q=%2Forders%3Fid%3D7%20%C3%A9");
        assertThat(render("${raw(link)}", Escape.URL)).isEqualTo("/orders?id=7%20%C3%A9");
        assertThat(render("a=${id}", Escape.FORM)).isEqualTo("a=7+a%2Fb");
        assertThat(render("x ${users.'First name'}", Escape.HEADER)).isEqualTo("x Zoë \"Z\" ");
        assertThat(render("{\"name\": \"${json(users.'First name')}\"}")).isEqualTo("{\"name\": \"Zoë \\\"Z\\\"\\n\"}");
    }

    @Test
    void shouldWriteControlCharactersOfJsonByNumber() {
        assertThat(JsonText.escape("\u0000\u001f\t\r")).isEqualTo("\\u0000\\u001f\\t\\r");
    }

    @Test
    void shouldSayThatItIsNotWholeWhenAValueIsMissing() {
        assertThat(Template.parse("/o/${absent}").render(scope, Escape.URL, new StringBuilder()))
                .isFalse();
        assertThat(Template.parse("${json(users.absent)}").render(scope, Escape.NONE, new StringBuilder()))
                .isFalse();
    }

    @Test
    void shouldNameWhatItNeeds() {
        var template = Template.parse("${a}-${json(b)}-${users.email}-${raw(users.'x y')}-${uuid()}-${a}");
        assertThat(template.variables()).containsExactlyInAnyOrder("a", "b");
        assertThat(template.columns())
                .containsExactlyInAnyOrder(
                        new Expression.Column("users", "email"), new Expression.Column("users", "x y"));
        assertThat(template.constantText()).isEqualTo("-----");
    }

    @Test
    void shouldMakeAnotherUuidEachTime() {
        var uuids = IntStream.range(0, 1_000)
                .mapToObj(_ -> UUID.fromString(render("${uuid()}")))
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(uuids).hasSize(1_000).allMatch(uuid -> uuid.version() == 4 && uuid.variant() == 2);
    }

    @Test
    void shouldCountOn() {
        assertThat(render("${counter()} ${counter()}")).isEqualTo("0 1");
    }

    @Test
    void shouldReachEveryNumberOfARange() {
        var drawn = IntStream.range(0, 1_000)
                .mapToObj(_ -> render("${random(-1, 2)}"))
                .collect(Collectors.groupingBy(n -> n, Collectors.counting()));
        assertThat(drawn).containsOnlyKeys("-1", "0", "1", "2");
        assertThat(drawn.values()).allMatch(count -> count > 200);
    }

    @Test
    void shouldDrawFromARangeThatIsWiderThanALong() {
        var whole = "${random(" + Long.MIN_VALUE + ", " + Long.MAX_VALUE + ")}";
        assertThat(Long.parseLong(render(whole))).isNotZero();
        var upper = "${random(-2, " + Long.MAX_VALUE + ")}";
        assertThat(IntStream.range(0, 100).mapToLong(_ -> Long.parseLong(render(upper))))
                .allMatch(n -> n >= -2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/a/${id|character 4: this '${' is not closed",
                "a ${|character 3: this '${' is not closed",
                "${}|character 3: no expression begins here: write a variable, data.column or one of uuid()",
                "${a b}|character 5: '}' should stand here",
                "${9a}|character 3: no expression begins here",
                "${a.}|character 5: a column's name should stand here",
                "${uid()}|character 3: there is no function uid; there are uuid(), random(min, max)",
                "${uuid(1)}|uuid() takes nothing between its brackets",
                "${random(1)}|random takes two whole numbers",
                "${random(2, 1)}|random takes two whole numbers, the lower first",
                "${random(99999999999999999999, 1)}|no whole number of 64 bits",
                "${random(1 2)}|',' or ')' should stand here",
                "${random(1|is not closed",
                "${now('b')}|'b' is no pattern of a time",
                "${now(n)}|now takes nothing, or a pattern between quotes",
                "${json()}|json takes one variable or column",
                "${json(1)}|json takes one variable or column",
                "${'a}|this quote is not closed",
            })
    void shouldSayWhereAndWhatWhenItIsNoTemplate(String text, String problem) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(MalformedTemplateException.class)
                .hasMessageStartingWith("\"" + text + "\"")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseCallsInOneAnotherWithoutEndButNotOneAfterTheOther() {
        var deep = "${" + "json(".repeat(100_000);
        assertThatThrownBy(() -> Template.parse(deep))
                .isInstanceOf(MalformedTemplateException.class)
                .hasMessageEndingWith("more than 16 calls stand in one another");
        assertThat(render("${counter()}".repeat(20))).hasSizeGreaterThan(20);
        assertThat(render("${" + "json(".repeat(16) + "'a'" + ")".repeat(16) + "}"))
                .isEqualTo("a");
    }

    @Test
    void shouldKnowWhatANameIs() {
        assertThat(new String[] {"a", "_a", "a-9", "A_b"}).allMatch(Template::isName);
        assertThat(new String[] {"", "9", "-a", "a.b", "a b", "é"}).noneMatch(Template::isName);
    }
}
