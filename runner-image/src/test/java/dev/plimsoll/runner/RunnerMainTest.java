package dev.plimsoll.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;

class RunnerMainTest {
    @Test
    void shouldBelieveNoNameServerForLongerThanTheCollectorWaitsForAReport() {
        RunnerMain.forgetAddressesSoon();
        assertThat(Integer.parseInt(Security.getProperty("networkaddress.cache.negative.ttl")))
                .isBetween(0, 1);
        assertThat(Integer.parseInt(Security.getProperty("networkaddress.cache.ttl")))
                .isBetween(0, 5);
    }
}
