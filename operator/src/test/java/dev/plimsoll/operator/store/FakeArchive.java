package dev.plimsoll.operator.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** In memory; changes what it keeps, or refuses, as a test wants it. */
final class FakeArchive implements Archive {
    final Map<String, byte[]> kept = new HashMap<>();
    UnaryOperator<byte[]> onTheWay = UnaryOperator.identity();

    @Nullable
    String refuses;

    @Override
    public void put(String key, byte[] content) {
        refuse();
        kept.put(key, onTheWay.apply(content));
    }

    @Override
    public Optional<byte[]> get(String key) {
        refuse();
        return Optional.ofNullable(kept.get(key));
    }

    private void refuse() {
        if (refuses != null) {
            throw new ArchiveException(refuses);
        }
    }

    @Override
    public String locate(String key) {
        return "fake://" + key;
    }

    @Override
    public void close() {
        kept.clear();
    }
}
