package dev.plimsoll.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class's tests need a cluster. Each may take a {@link io.fabric8.kubernetes.client.KubernetesClient} whose
 * namespace is fresh, the {@link Scene} in it, the {@link Cluster}, the {@link Checkout} and the {@link Installation}.
 * Without a cluster they fail: a test that is skipped unseen proves nothing.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
@Tag("cluster")
@interface ClusterTest {
    /** Whether Plimsoll is to be installed and ready before the first test. */
    boolean plimsoll() default true;
}
