package dev.plimsoll.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the engine may know: numbers, and itself without cycles. */
@AnalyzeClasses(packages = "dev.plimsoll.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_KUBERNETES_AND_NO_NETWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.kubernetes..", "io.netty..", "java.net..", "javax.net..")
            .because("the engine runs the same on a laptop, in a runner and in the operator");

    @ArchTest
    static final ArchRule ONLY_THE_CONTRACT_KNOWS_JSON = noClasses()
            .that()
            .resideOutsideOfPackage("..contract..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("what crosses a wire has one codec and one place");

    @ArchTest
    static final ArchRule TOUCHES_NO_FILES_AND_NO_THREADS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|Random).*|java\\.lang\\.Thread|java\\.time\\.Clock")
            .because("every step of the engine is a pure function or is owned by one thread");

    @ArchTest
    static final ArchRule HAS_NO_CYCLES =
            slices().matching("dev.plimsoll.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CONTRACT_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage("..contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..compare..", "..histogram..", "..judge..", "..plan..", "..quantity..", "..template..")
            .because("a format that outlives its readers depends on none of them");

    @ArchTest
    static final ArchRule THE_STATISTICS_KNOW_NO_PLAN_AND_NO_VERDICT = noClasses()
            .that()
            .resideInAPackage("..engine.compare..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..contract..", "..histogram..", "..judge..", "..plan..", "..quantity..", "..template..")
            .because("their error rates are checked by simulation, apart from all that is judged by them");
}
