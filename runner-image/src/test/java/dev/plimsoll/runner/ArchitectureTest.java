package dev.plimsoll.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.plimsoll", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** A runner must be small, and must not depend on what only a cluster has. */
    @ArchTest
    static final ArchRule RUNNER_KNOWS_NO_KUBERNETES = noClasses()
            .that()
            .resideInAPackage("dev.plimsoll.runner..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.plimsoll.api..", "dev.plimsoll.operator..", "dev.plimsoll.cli..", "io.fabric8..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.plimsoll.runner.(*)..").should().beFreeOfCycles();

    /** The protocol must not know what it carries, nor when. */
    @ArchTest
    static final ArchRule HTTP_KNOWS_NO_LOAD = noClasses()
            .that()
            .resideInAPackage("dev.plimsoll.runner.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.plimsoll.runner.load..",
                    "dev.plimsoll.runner.rate..",
                    "dev.plimsoll.runner.record..",
                    "dev.plimsoll.runner.scenario..");

    /** Netty stays where the sockets are. */
    @ArchTest
    static final ArchRule ONLY_HTTP_AND_THE_LOOPS_KNOW_NETTY = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.plimsoll.runner.auth..",
                    "dev.plimsoll.runner.data..",
                    "dev.plimsoll.runner.rate..",
                    "dev.plimsoll.runner.record..",
                    "dev.plimsoll.runner.report..",
                    "dev.plimsoll.runner.scenario..",
                    "dev.plimsoll.runner.host..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");
}
