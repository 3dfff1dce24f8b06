package dev.lintel.tools.mappers;

import static dev.lintel.tools.mappers.MapperFolder.labels;
import static dev.lintel.tools.mappers.MapperFolder.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.mappers.MappedStatement.Returns;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedMappersTest {

  private static final String CLASS = AnnotatedMapper.NAME.replace('.', '/') + ".class";

  @TempDir Path folder;
  private MapperFolder mappers;
  private MapperSet set;

  @BeforeEach
  void readByNamespace() throws IOException {
    mappers = new MapperFolder(folder.resolve("mappers"));
    mappers.with(
        "annotated.xml",
        AnnotatedMapper.NAME,
        "<select id='one' databaseId='pg'>SELECT 2</select>");
    set = mappers.read(MapperFolder.TYPES);
  }

  private MappedStatement statement(String id) {
    return set.statements().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private Omission omission(String id) {
    return set.omissions().stream()
        .filter(omission -> omission.where().equals(AnnotatedMapper.NAME + " " + id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void areReadBesideTheXmlOfTheirNamespace() {
    assertThat(set.statements())
        .extracting(MappedStatement::name)
        .containsExactly(
            "AnnotatedMapper.add",
            "AnnotatedMapper.add!selectKey",
            "AnnotatedMapper.clear",
            "AnnotatedMapper.create",
            "AnnotatedMapper.find",
            "AnnotatedMapper.list",
            "AnnotatedMapper.rename",
            "annotated.one");
  }

  @Test
  void arraysOfTextAreOneText() {
    MappedStatement find = statement("find");
    assertThat(sql(find)).containsExactly("SELECT id FROM items WHERE id = ?");
    assertThat(find.branches().get(0).parameters().get(0).sample()).isEqualTo(1L);
    assertThat(find.file()).isEqualTo(AnnotatedMapper.NAME);
  }

  @Test
  void optionsAreKept() {
    MappedStatement find = statement("find");
    assertThat(find.fetchSize()).isEqualTo(50);
    assertThat(find.flushesCache()).isTrue();
    assertThat(find.affectsData()).isFalse();
    assertThat(find.returns()).isEqualTo(Returns.ONE);
    assertThat(find.nestedSelects()).containsExactly(AnnotatedMapper.NAME + ".findParent");
    assertThat(statement("create").affectsData()).isTrue();
    assertThat(statement("create").flushesCache()).isFalse();
  }

  @Test
  void scriptsHaveBranchesAndDeclarations() {
    MappedStatement list = statement("list");
    assertThat(labels(list))
        .containsExactlyInAnyOrder(
            "name != null, sort: id",
            "name != null, sort: name desc",
            "sort: id",
            "sort: name desc");
    assertThat(list.returns()).isEqualTo(Returns.MANY);
  }

  @Test
  void kindsAndKeys() {
    assertThat(statement("add").kind()).isEqualTo(Kind.INSERT);
    assertThat(statement("rename").kind()).isEqualTo(Kind.UPDATE);
    assertThat(statement("clear").kind()).isEqualTo(Kind.DELETE);
    assertThat(statement("clear").affectsData()).isTrue();
    MappedStatement key = statement("add!selectKey");
    assertThat(key.kind()).isEqualTo(Kind.SELECT);
    assertThat(sql(key)).containsExactly("SELECT nextval('ids')");
  }

  @Test
  void whatCannotBeReadIsToldWithItsReason() {
    assertThat(omission("provided").reason()).contains("provider");
    assertThat(omission("call").reason()).contains("procedure");
    assertThat(omission("raw").reason()).contains("another language");
    assertThat(omission("broken").reason()).contains("not XML");
    assertThat(omission("provided").expected()).isFalse();
  }

  @Test
  void whatIsForAnotherDatabaseIsMeantSo() {
    assertThat(omission("one").reason()).contains("oracle");
    assertThat(omission("one").expected()).isTrue();
  }

  @Test
  void whatXmlMapsTooIsToldOnce() {
    assertThat(set.omissions())
        .filteredOn(omission -> omission.reason().contains("namespace and id"))
        .extracting(Omission::where)
        .containsExactly(AnnotatedMapper.NAME + " one");
  }

  private byte[] bytes() throws IOException {
    try (InputStream in = MapperFolder.TYPES.getResourceAsStream(CLASS)) {
      return in.readAllBytes();
    }
  }

  private MapperSet in(Path classes) throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader types = new URLClassLoader(urls, MapperFolder.TYPES)) {
      return MapperSet.read(none, types);
    }
  }

  @Test
  void areFoundInAFolder() throws IOException {
    Path file = folder.resolve("classes").resolve(CLASS);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes());
    assertThat(in(folder.resolve("classes")).statements()).hasSize(8);
  }

  @Test
  void areFoundInAJar() throws IOException {
    Path jar = folder.resolve("some.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(CLASS));
      zip.write(bytes());
    }
    assertThat(in(jar).statements()).hasSize(8);
  }

  @Test
  void aClassThatCannotBeLoadedIsTold() throws IOException {
    Path file = Files.createDirectories(folder.resolve("classes")).resolve("Other.class");
    Files.write(file, bytes()); // it has another name
    MapperSet found = in(folder.resolve("classes"));
    assertThat(found.statements()).isEmpty();
    assertThat(found.omissions())
        .singleElement()
        .satisfies(
            omission -> {
              assertThat(omission.where()).isEqualTo("Other");
              assertThat(omission.reason()).startsWith("cannot be loaded: ");
            });
  }

  @Test
  void aFileThatIsNoJarIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("some.jar"), "text");
    assertThat(in(file).omissions()).hasSize(1);
  }
}
