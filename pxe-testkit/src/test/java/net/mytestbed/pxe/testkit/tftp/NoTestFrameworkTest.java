package net.mytestbed.pxe.testkit.tftp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class NoTestFrameworkTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("net.mytestbed.pxe.testkit.tftp");

    /** The demo runs them without a test framework. */
    @Test
    void treesServersAndNodesNeedNoTestFramework() {
        noClasses()
                .that()
                .resideInAPackage("..testkit.tftp")
                .and()
                .haveNameNotMatching(".*(Assert|Assertions|Contract|Extension)")
                .should()
                .dependOnClassesThat(resideInAPackage("org.junit..").or(resideInAPackage("org.assertj..")))
                .check(classes);
    }
}
