package dev.plimsoll.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. docs/design.md has the same as a table. */
@AnalyzeClasses(packages = "dev.plimsoll", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "dev.plimsoll.api..";
    private static final String BENCH = "dev.plimsoll.bench..";
    private static final String CLI = "dev.plimsoll.cli..";
    private static final String CONTRACT = "dev.plimsoll.engine.contract..";
    private static final String DEMO = "dev.plimsoll.demo..";
    private static final String ENGINE = "dev.plimsoll.engine..";
    private static final String OPERATOR = "dev.plimsoll.operator..";
    private static final String RECONCILE = "dev.plimsoll.operator.reconcile..";
    private static final String RUNNER = "dev.plimsoll.runner..";

    private static final String[] KUBERNETES = {"io.fabric8..", "io.javaoperatorsdk.."};

    @ArchTest
    static final ArchRule engineKnowsOnlyItself = classes()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages("dev.plimsoll..").or(resideInAnyPackage(ENGINE)))
            .because("it is pure: everything else is built on it");

    @ArchTest
    static final ArchRule engineIsPure = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(KUBERNETES)
                    .or(resideInAnyPackage("io.netty..", "java.net..", "java.nio.file..")))
            .because("it does no I/O and runs anywhere");

    @ArchTest
    static final ArchRule onlyTheContractIsWrittenAsJson = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .and()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("what crosses a wire is in one place, with a version");

    @ArchTest
    static final ArchRule apiKnowsOnlyItself = classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages("dev.plimsoll..").or(resideInAnyPackage(API)))
            .because("others may use the types of the API without the rest of Plimsoll");

    @ArchTest
    static final ArchRule runnerKnowsOnlyTheEngine = classes()
            .that()
            .resideInAPackage(RUNNER)
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackages("dev.plimsoll..").or(resideInAnyPackage(RUNNER, ENGINE)))
            .because("it gets a plan and knows nothing of where the plan came from");

    @ArchTest
    static final ArchRule runnerKnowsNoKubernetes = noClasses()
            .that()
            .resideInAPackage(RUNNER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KUBERNETES)
            .because("a runner pod has no account at the API server, and runs on laptops too");

    @ArchTest
    static final ArchRule operatorKnowsNeitherRunnerNorCommandLine = noClasses()
            .that()
            .resideInAPackage(OPERATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RUNNER, CLI, DEMO)
            .because("it speaks to runners by the contract only");

    @ArchTest
    static final ArchRule nobodyKnowsTheReconcilers = noClasses()
            .that()
            .resideInAPackage(OPERATOR)
            .and()
            .resideOutsideOfPackages(RECONCILE, "dev.plimsoll.operator")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RECONCILE)
            .because("they know all their siblings; only main knows them");

    @ArchTest
    static final ArchRule commandLineNeedsNoReconciler = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    RUNNER, DEMO, RECONCILE, "dev.plimsoll.operator.job..", "dev.plimsoll.operator.status..")
            .because("a laptop walks the way of the data with processes in place of Jobs");

    @ArchTest
    static final ArchRule demoServiceKnowsNobody = classes()
            .that()
            .resideInAPackage(DEMO)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DEMO, "java..", "com.sun.net.httpserver..", "org.jspecify..")
            .because("it stands for somebody else's service");

    @ArchTest
    static final ArchRule benchmarksKnowOnlyTheEngine = classes()
            .that()
            .resideInAPackage(BENCH)
            .should()
            .onlyDependOnClassesThat(
                    resideOutsideOfPackages("dev.plimsoll..", "io.netty..").or(resideInAnyPackage(BENCH, ENGINE)))
            .because("they look at the runner from outside, as at any other tool");

    @ArchTest
    static final ArchRule modulesHaveNoCycles =
            slices().matching("dev.plimsoll.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("dev.plimsoll.(*).(*)..").should().beFreeOfCycles();
}
