package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.compare.EffectSize;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All values of each side, by tag. They are shown, and never decide. */
record Together(Recording baseline, Recording candidate) {
    private static final Histogram NOTHING = new Histogram(1);

    static Together of(List<Recording> baseline, List<Recording> candidate) {
        return new Together(Recording.together("baseline", baseline), Recording.together("candidate", candidate));
    }

    /** Those that have values on a side. */
    Set<String> tags() {
        var tags = new TreeSet<String>();
        tags.addAll(baseline.byTag().keySet());
        tags.addAll(candidate.byTag().keySet());
        tags.removeIf(tag -> baseline.count(tag) == 0 && candidate.count(tag) == 0);
        return tags;
    }

    Histogram baseline(String tag) {
        return baseline.byTag().getOrDefault(tag, NOTHING);
    }

    Histogram candidate(String tag) {
        return candidate.byTag().getOrDefault(tag, NOTHING);
    }

    /** Null when a side has no values. */
    @Nullable
    EffectSize effect(String tag) {
        return baseline.count(tag) == 0 || candidate.count(tag) == 0
                ? null
                : EffectSize.of(baseline(tag), candidate(tag));
    }
}
