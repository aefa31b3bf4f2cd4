/**
 * Tests on a real cluster, with pods. {@link dev.plimsoll.e2e.ClusterTest} on a class finds a cluster, loads the images
 * of this build, installs Plimsoll from manifests/install.yaml and gives each test a namespace of its own.
 */
@NullMarked
package dev.plimsoll.e2e;

import org.jspecify.annotations.NullMarked;
