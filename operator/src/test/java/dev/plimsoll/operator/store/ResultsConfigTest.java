package dev.plimsoll.operator.store;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsConfigTest {
    private static final ResultsConfig.Volume VOLUME = new ResultsConfig.Volume("/var/lib/plimsoll/results");

    private static ResultsConfig.S3 s3(
            @Nullable String endpoint, @Nullable String region, String bucket, String prefix) {
        return new ResultsConfig.S3(endpoint, region, bucket, prefix, null, null, null);
    }

    @Test
    void shouldNameOnePlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsConfig(null, null))
                .withMessageContaining("names no place; write s3 or volume");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsConfig(s3(null, "eu-central-1", "results", ""), VOLUME))
                .withMessageContaining("names two places");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Results", "results_1", "-results", "s3://results"})
    void shouldRefuseWhatIsNoBucket(String bucket) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> s3(null, "eu-central-1", bucket, ""))
                .withMessageStartingWith("bucket: " + bucket + ": is no name of a bucket; write ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minio",
                "minio:9000",
                "ftp://minio",
                "http://",
                "https://key:secret@minio",
                "http://minio/bucket",
                "http://min io"
            })
    void shouldRefuseWhatIsNoServer(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> s3(endpoint, null, "results", ""))
                .withMessageStartingWith("endpoint: ")
                .withMessageContaining("is no address of a server; write one such as https://");
    }

    @Test
    void shouldAskForARegionOfAmazonsOwnServers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> s3(null, null, "results", ""))
                .withMessageStartingWith("region: is missing");
    }

    @Test
    void shouldRefusePrefixesThatToolsTripOver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> s3(null, "eu-central-1", "results", "a b"))
                .withMessageStartingWith("prefix: a b: ");
    }

    @Test
    void shouldAskForBothKeysOrNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsConfig.Credentials("a", null))
                .withMessageStartingWith("secretKey: is missing; name both keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsConfig.Credentials(null, "b"))
                .withMessageStartingWith("accessKey: is missing; name both keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "results", "./results"})
    void shouldRefuseAPathThatDependsOnWhereTheOperatorRuns(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultsConfig.Volume(path))
                .withMessageStartingWith("path: " + path + ": is no absolute path; write ");
    }
}
