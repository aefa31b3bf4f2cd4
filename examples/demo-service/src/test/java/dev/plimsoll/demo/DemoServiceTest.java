package dev.plimsoll.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoServiceTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private DemoService service;

    @BeforeEach
    void start() throws IOException {
        service = DemoService.start(DemoConfig.ON_A_FREE_PORT);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/healthz, 200",
        "/work?ms=1, 200",
        "/flaky?percent=0, 200",
        "/flaky?percent=100, 500",
        "/cart, 200",
        "/catalog, 200",
        "/catalog?page=9, 400",
        "/orders, 405",
        "/orders/3, 200",
        "/login, 405",
        "/nowhere, 404",
        "/work?ms=soon, 400",
        "/work?ms=-1, 400",
        "/flaky?percent=101, 400"
    })
    void shouldAnswerGetWithStatus(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldGiveTokenWhenUserLogsIn() throws Exception {
        var reply = send(request("/login").POST(BodyPublishers.ofString("{\"user\": \"ada\"}")));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).matches("\\{\"token\":\"[0-9a-f]+\"}");
    }

    @Test
    void shouldLeadFromPageToPageUntilTheLast() throws Exception {
        assertThat(get("/catalog").body()).contains("\"next\":\"/catalog?page=2\"");
        assertThat(get("/catalog?page=3").body()).doesNotContain("next");
    }

    @Test
    void shouldKeepTheCartInACookieWhenAUserShops() throws Exception {
        var login = send(request("/login").POST(BodyPublishers.ofString("{\"user\": \"ada\"}")));
        var token = login.body().replaceAll(".*\"token\":\"([0-9a-f]+)\".*", "$1");
        var one = send(add(token, "cart="));
        var two = send(add(token, cookie(one)));

        assertThat(two.body()).isEqualTo("{\"items\":[{\"id\":7},{\"id\":7}],\"count\":2,\"total\":318}");
        assertThat(send(request("/cart").header("Cookie", cookie(two))).body()).isEqualTo(two.body());

        var order = send(request("/orders")
                .header("Authorization", "Bearer " + token)
                .header("Cookie", "theme=dark; " + cookie(two))
                .POST(BodyPublishers.noBody()));
        assertThat(order.statusCode()).isEqualTo(303);
        var location = order.headers().firstValue("Location").orElseThrow();
        assertThat(get(location).body()).isEqualTo("{\"status\":\"thanks\",\"items\":2}");
    }

    @Test
    void shouldAskForATokenWhenSomebodyShopsWithoutOne() throws Exception {
        assertThat(send(add("", "cart=")).statusCode()).isEqualTo(401);
        assertThat(send(request("/orders").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(401);
    }

    private HttpRequest.Builder add(String token, String cookie) {
        return request("/cart")
                .header("Authorization", "Bearer " + token)
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString("{\"item\": \"7\"}"));
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @Test
    void shouldRefuseLoginWithoutUser() throws Exception {
        assertThat(send(request("/login").POST(BodyPublishers.ofString("{}"))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldTakeAboutTheMedianWhenWorking() throws Exception {
        var begin = System.nanoTime();
        get("/work?ms=100");

        assertThat(System.nanoTime() - begin).isGreaterThan(20_000_000L);
    }

    @Test
    void shouldTellArrivalsByPathAndForgetThemWhenDeleted() throws Exception {
        get("/work?ms=0");
        get("/cart");
        get("/work?ms=0");
        get("/healthz");

        assertThat(get("/arrivals?path=/work").body()).matches("\\{\"recorded\":3,\"kept\":2,\"nanos\":\\[0,\\d+]}");
        assertThat(get("/arrivals").body()).matches("\\{\"recorded\":3,\"kept\":3,\"nanos\":\\[0,\\d+,\\d+]}");

        send(request("/arrivals").DELETE());

        assertThat(get("/arrivals").body()).isEqualTo("{\"recorded\":0,\"kept\":0,\"nanos\":[]}");
    }

    @Test
    void shouldFreeItsPortWhenClosed() throws Exception {
        var port = service.uri().getPort();
        service.close();

        try (var second = DemoService.start(new DemoConfig("127.0.0.1", port, 1))) {
            assertThat(second.uri().getPort()).isEqualTo(port);
        }
    }

    @Test
    void shouldDawdleWhenItIsToBeSlower() throws Exception {
        try (var slow = DemoService.start(new DemoConfig("127.0.0.1", 0, 1, 60, 0));
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(slow.uri().resolve("/cart")).build();
            long before = System.nanoTime();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(59));
        }
    }

    /** Six requests for two workers take three turns. */
    @Test
    void shouldWorkOnNoMoreThanItHasWorkersFor() throws Exception {
        try (var narrow = DemoService.start(new DemoConfig("127.0.0.1", 0, 1, 60, 2));
                var client = HttpClient.newHttpClient()) {
            long before = System.nanoTime();
            var requests = IntStream.range(0, 6)
                    .mapToObj(_ -> client.sendAsync(
                            HttpRequest.newBuilder(narrow.uri().resolve("/cart"))
                                    .build(),
                            BodyHandlers.ofString()))
                    .toList();
            for (var request : requests) {
                assertThat(request.join().statusCode()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(179));
        }
    }

    @Test
    void shouldBeHealthyThoughNoWorkerIsFree() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var stuck = DemoService.start(new DemoConfig("127.0.0.1", 0, 1, 60_000, 1))) {
            var unanswered = client.sendAsync(
                    HttpRequest.newBuilder(stuck.uri().resolve("/cart")).build(), BodyHandlers.ofString());
            var health = HttpRequest.newBuilder(stuck.uri().resolve("/healthz"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            assertThat(client.send(health, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(unanswered).isNotDone();
        }
    }

    @Test
    void shouldFailWhenItsPortIsTaken() {
        var taken = new DemoConfig("127.0.0.1", service.uri().getPort(), 1);

        assertThatThrownBy(() -> DemoService.start(taken)).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service.uri() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
