package net.mytestbed.pxe;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** What design calls the pure domain is pure, and its packages depend on each other in one direction. */
class CoreArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("net.mytestbed.pxe");

    @Test
    void onlyTheTftpbootAdapterTouchesFilesSocketsOrThreads() {
        noClasses()
                .that(resideOutsideOfPackages("net.mytestbed.pxe.tftpboot.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..")
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(Thread.class))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(IOException.class)))
                .check(CORE);
    }

    @Test
    void nothingAsksTheClockByItself() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CORE);
    }

    @Test
    void theCoreDependsOnGuavaSlf4jAndJspecifyOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                        "net.mytestbed.pxe..", "java..", "com.google.common..", "org.slf4j..", "org.jspecify.."))
                .check(CORE);
    }

    @Test
    void itsPackagesDependOnEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("problem")
                .definedBy("net.mytestbed.pxe.problem")
                .layer("node")
                .definedBy("net.mytestbed.pxe.node")
                .layer("dhcp")
                .definedBy("net.mytestbed.pxe.dhcp")
                .layer("boot")
                .definedBy("net.mytestbed.pxe.boot")
                .layer("link")
                .definedBy("net.mytestbed.pxe.link")
                .layer("lease")
                .definedBy("net.mytestbed.pxe.lease")
                .layer("inventory")
                .definedBy("net.mytestbed.pxe.inventory")
                .layer("tftpboot")
                .definedBy("net.mytestbed.pxe.tftpboot")
                .layer("manager")
                .definedBy("net.mytestbed.pxe.manager")
                .whereLayer("problem")
                .mayNotAccessAnyLayer()
                .whereLayer("node")
                .mayOnlyAccessLayers("problem")
                .whereLayer("dhcp")
                .mayOnlyAccessLayers("node", "problem")
                .whereLayer("boot")
                .mayOnlyAccessLayers("node", "problem")
                .whereLayer("link")
                .mayOnlyAccessLayers("boot", "node", "problem")
                .whereLayer("lease")
                .mayOnlyAccessLayers("link", "boot", "node", "problem")
                .whereLayer("inventory")
                .mayOnlyAccessLayers("boot", "node", "problem")
                .whereLayer("tftpboot")
                .mayOnlyAccessLayers("lease", "link", "boot", "node", "problem")
                .whereLayer("manager")
                .mayOnlyAccessLayers("inventory", "lease", "link", "boot", "node", "problem")
                .check(CORE);
    }
}
