package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.template.Scope;
import org.jspecify.annotations.Nullable;

/** Fills nothing: for templates without holes. */
enum NoScope implements Scope {
    INSTANCE;

    @Override
    public @Nullable String variable(String name) {
        return null;
    }

    @Override
    public @Nullable String column(String data, String column) {
        return null;
    }

    @Override
    public long randomBits() {
        throw new IllegalStateException("a template without holes needs no chance");
    }

    @Override
    public long count() {
        throw new IllegalStateException("a template without holes counts nothing");
    }

    @Override
    public long epochMillis() {
        throw new IllegalStateException("a template without holes needs no clock");
    }
}
