/**
 * Results that last: an archive beside the ConfigMap of each run, in a bucket or on a volume. What is written there is
 * read back before anybody relies on it, every call ends within a time limit, and until then the ConfigMap has the only
 * copy. Knows {@code collect}, whose ConfigMaps it empties.
 */
@NullMarked
package dev.plimsoll.operator.store;

import org.jspecify.annotations.NullMarked;
