package dev.plimsoll.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small shop: log in, leaf through the catalog, put things into a cart, order. It remembers nothing: a token names
 * its user, a cookie holds the cart, so that it can be loaded for days.
 */
final class Shop {
    private static final Pattern USER = field("user", "\"([^\"\\\\]{1,100})\"");
    private static final Pattern ITEM = field("item", "\"?([0-9]{1,6})\"?");
    private static final Pattern BEARER = Pattern.compile("Bearer ([0-9a-f]{2,400})");
    private static final Pattern CART = Pattern.compile("(?:.*; ?)?cart=([0-9.]{0,400})(?:;.*)?");

    private static final int ITEMS = 30;
    private static final int PAGE = 10;
    private static final int LONGEST_BODY = 64 * 1024;

    private Shop() {}

    /** {@code POST /login} with {@code {"user":"ada"}}: a token that names the user. */
    static Reply login(HttpExchange exchange) throws IOException {
        var user = USER.matcher(body(exchange));
        if (!user.find()) {
            throw new BadRequest("the body must be JSON with a user, like {\"user\":\"ada\"}");
        }
        var token = HexFormat.of().formatHex(user.group(1).getBytes(StandardCharsets.UTF_8));
        return Reply.json(200, "{\"token\":\"" + token + "\"}").with("Set-Cookie", "cart=; Path=/; HttpOnly");
    }

    /** {@code GET /catalog?page=1}: ten items, and where the next ten are, if there are any. */
    static Reply catalog(Query query) {
        int page = (int) query.number("page", 1, (double) ITEMS / PAGE);
        var items = IntStream.range(Math.max(0, page - 1) * PAGE, page * PAGE)
                .mapToObj(id -> "{\"id\":" + id + ",\"price\":" + price(id) + "}")
                .collect(Collectors.joining(","));
        var next = page * PAGE < ITEMS ? ",\"next\":\"/catalog?page=" + (page + 1) + "\"" : "";
        return Reply.json(200, "{\"items\":[" + items + "]" + next + "}");
    }

    /** {@code GET /cart}: what the cookie holds; without one, something that is always there. */
    static Reply cart(HttpExchange exchange) {
        return inCart(exchange)
                .map(Shop::listed)
                .orElseGet(() -> Reply.json(200, "{\"items\":[{\"name\":\"sextant\",\"price\":4900}]}"));
    }

    /** {@code POST /cart} with {@code {"item":"7"}}: one more item, for whoever has a token. */
    static Reply add(HttpExchange exchange) throws IOException {
        if (user(exchange).isEmpty()) {
            return unauthorized();
        }
        var item = ITEM.matcher(body(exchange));
        if (!item.find()) {
            throw new BadRequest("the body must be JSON with an item, like {\"item\":\"7\"}");
        }
        var before = inCart(exchange).filter(items -> !items.isEmpty());
        var after = before.map(items -> items + ".").orElse("") + item.group(1);
        return listed(after).with("Set-Cookie", "cart=" + after + "; Path=/; HttpOnly");
    }

    /** {@code POST /orders}: the cart becomes an order, to which the answer leads. */
    static Reply order(HttpExchange exchange) {
        return user(exchange).isEmpty()
                ? unauthorized()
                : Reply.redirect("/orders/" + count(inCart(exchange).orElse("")));
    }

    /** {@code GET /orders/3}: an order of three items. */
    static Reply ordered(String path) {
        return Reply.json(200, "{\"status\":\"thanks\",\"items\":" + path.substring("/orders/".length()) + "}");
    }

    private static Reply listed(String cart) {
        var items = ids(cart).map(id -> "{\"id\":" + id + "}").collect(Collectors.joining(","));
        long total = ids(cart).mapToLong(id -> price(Integer.parseInt(id))).sum();
        return Reply.json(200, "{\"items\":[" + items + "],\"count\":" + count(cart) + ",\"total\":" + total + "}");
    }

    private static Stream<String> ids(String cart) {
        return Stream.of(cart.split("\\.")).filter(id -> !id.isEmpty());
    }

    private static long count(String cart) {
        return ids(cart).count();
    }

    private static int price(int id) {
        return 100 + id * 137 % 900;
    }

    private static Reply unauthorized() {
        return Reply.text(401, "log in first, and send Authorization: Bearer with the token")
                .with("WWW-Authenticate", "Bearer");
    }

    private static Optional<String> user(HttpExchange exchange) {
        return header(exchange, "Authorization", BEARER);
    }

    private static Optional<String> inCart(HttpExchange exchange) {
        return header(exchange, "Cookie", CART);
    }

    private static Optional<String> header(HttpExchange exchange, String name, Pattern pattern) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
    }

    private static Pattern field(String name, String value) {
        return Pattern.compile("\"" + name + "\"\\s*:\\s*" + value);
    }
}
