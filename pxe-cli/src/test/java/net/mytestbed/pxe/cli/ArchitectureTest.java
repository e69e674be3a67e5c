package net.mytestbed.pxe.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules depend on each other in one direction, by what is in their classes and not only by their poms. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("net.mytestbed.pxe");

    /** A class's place is its module's directory, or its jar. */
    private static DescribedPredicate<JavaClass> in(String module) {
        return DescribedPredicate.describe(
                "in " + module,
                type -> type.getSource()
                        .filter(source -> source.getUri().toString().contains("/" + module + "/")
                                || source.getUri().toString().contains("/" + module + "-"))
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pxe-core", "pxe-inventory-client", "pxe-testkit", "pxe-jaxrs", "pxe-cli"})
    void everyModuleIsLookedAt(String module) {
        assertThat(PRODUCT.that(in(module))).isNotEmpty();
    }

    @Test
    void theModulesDependOnEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy(in("pxe-core"))
                .layer("inventory-client")
                .definedBy(in("pxe-inventory-client"))
                .layer("testkit")
                .definedBy(in("pxe-testkit"))
                .layer("jaxrs")
                .definedBy(in("pxe-jaxrs"))
                .layer("cli")
                .definedBy(in("pxe-cli"))
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("inventory-client")
                .mayOnlyAccessLayers("core")
                .whereLayer("testkit")
                .mayOnlyAccessLayers("core")
                .whereLayer("jaxrs")
                .mayOnlyAccessLayers("inventory-client", "core")
                .whereLayer("cli")
                .mayOnlyAccessLayers("jaxrs", "inventory-client", "testkit", "core")
                .check(PRODUCT);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("net.mytestbed.pxe.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void onlyTheDemonstrationUsesTheTestkit() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("net.mytestbed.pxe.cli.demo", "net.mytestbed.pxe.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.mytestbed.pxe.testkit..")
                .check(PRODUCT);
    }
}
