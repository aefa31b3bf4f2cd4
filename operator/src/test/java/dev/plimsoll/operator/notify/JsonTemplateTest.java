package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.api.v1alpha1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"a": "${name}"}       | ${name}: there is no such value; write one of id, namespace, loadTest, run, verdict
        [["${ run}"]]          | ${ run}: there is no such value
        {"${run}": 1}          | the name of a field is no place for a placeholder: ${run}; write it into a value
        {"a": ${run}}          | is no JSON at line 1, column
        {"a": 1} {"b": 2}      | is no JSON at line 1, column 10
        ''                     | is empty
        """)
    void shouldSayWhatIsWrongWithIt(String text, String message) {
        assertThatThrownBy(() -> JsonTemplate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldLeaveAllElseAsItIs() {
        var template = JsonTemplate.parse("{\"a\": [1, 2.50, true, null, \"$run {run} $${\"], \"b\": {}}");

        assertThat(template.fill(Notices.of(Verdict.Fail)))
                .isEqualTo("{\"a\":[1,2.5,true,null,\"$run {run} $${\"],\"b\":{}}");
    }

    @Test
    void shouldHaveAllValuesInTheUsualPayload() {
        assertThat(JsonTemplate.USUAL.fill(Notices.of(Verdict.Fail))).isEqualTo("""
            {"id":"id-1","namespace":"shop","loadTest":"checkout","run":"checkout-2","verdict":"Fail","before":"Pass",\
            "reason":"ObjectiveMissed","message":"p95 of 412ms is above <= 300ms (slo)","target":"http://checkout",\
            "p99":"640ms","rate":"498/s","time":"2026-11-29T02:06:12Z"}\
            """);
    }
}
