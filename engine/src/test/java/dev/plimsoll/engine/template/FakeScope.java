package dev.plimsoll.engine.template;

import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values by name, chance by seed, and a clock that stands still. */
final class FakeScope implements Scope {
    static final long NOW = 1_774_951_384_000L; // 2026-03-31T10:03:04Z

    private final Map<String, String> values;
    private final SplittableRandom random = new SplittableRandom(42);
    private long count;

    FakeScope(Map<String, String> values) {
        this.values = values;
    }

    @Override
    public @Nullable String variable(String name) {
        return values.get(name);
    }

    @Override
    public @Nullable String column(String data, String column) {
        return values.get(data + "." + column);
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public long count() {
        return count++;
    }

    @Override
    public long epochMillis() {
        return NOW;
    }
}
