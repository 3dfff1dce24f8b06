package dev.lintel.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lintel.LintelException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.sql.Connection;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.DeleteProvider;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.InsertProvider;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.annotations.UpdateProvider;
import org.junit.jupiter.api.Test;

/** What would let a value become code is not there: read from the class files. */
class AttackSurfaceTest {

  private static final JavaClasses LINTEL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lintel");

  @Test
  void nothingIsDeserializedOrInterpreted() {
    noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(ObjectInputStream.class)
                .or(
                    resideInAnyPackage(
                        "javax.script..", "java.rmi..", "javax.management..", "ognl..")))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.beans.XMLDecoder")
        .check(LINTEL);
  }

  /** A session of a host may hold one of our exceptions, but nothing else of ours. */
  @Test
  void onlyExceptionsAreSerializable() {
    classes()
        .that()
        .implement(Serializable.class)
        .and(DescribedPredicate.not(assignableTo(Enum.class)))
        .and(DescribedPredicate.not(resideInAPackage("dev.lintel.tools..")))
        .should()
        .beAssignableTo(LintelException.class)
        .check(LINTEL);
  }

  @Test
  void theImportedJarStartsNoProcess() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage("dev.lintel.tools..")))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Runtime.class)
        .check(LINTEL);
  }

  /** All other SQL stands in mapper XML, where MapperXmlTest finds no substitution. */
  @Test
  void onlyMigrationsAndToolsMakeSqlOfTheirOwn() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage("dev.lintel.migrations..", "dev.lintel.tools..")))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "they are of a connection and make a statement",
                call ->
                    call.getTargetOwner().isAssignableTo(Connection.class)
                        && call.getName().matches("createStatement|prepareStatement|prepareCall")))
        .check(LINTEL);
    noMethods()
        .should()
        .beAnnotatedWith(Select.class)
        .orShould()
        .beAnnotatedWith(SelectProvider.class)
        .orShould()
        .beAnnotatedWith(Insert.class)
        .orShould()
        .beAnnotatedWith(InsertProvider.class)
        .orShould()
        .beAnnotatedWith(Update.class)
        .orShould()
        .beAnnotatedWith(UpdateProvider.class)
        .orShould()
        .beAnnotatedWith(Delete.class)
        .orShould()
        .beAnnotatedWith(DeleteProvider.class)
        .check(LINTEL);
  }
}
