package dev.plimsoll.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoProcessTest {
    @Test
    void shouldFindTheServiceWhenJavaSpeaksFirst() {
        var service = DemoProcess.service(0);
        service.environment().put("JAVA_TOOL_OPTIONS", "-Dof.somebody=true"); // "Picked up JAVA_TOOL_OPTIONS: ..."

        try (var process = DemoProcess.start(service)) {
            assertThat(process.uri()).asString().startsWith("http://127.0.0.1:");
        }
    }
}
