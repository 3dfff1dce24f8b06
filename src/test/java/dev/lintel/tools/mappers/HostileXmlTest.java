package dev.lintel.tools.mappers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mapper XML from a pull request of a stranger: it reads no other file, and nothing grows. */
@Tag("faults")
@Timeout(60)
class HostileXmlTest {

  @TempDir Path folder;
  private final List<Omission> omissions = new ArrayList<>();

  private Optional<MapperFile> parse(String declarations, String body) {
    String xml =
        "<!DOCTYPE mapper "
            + declarations
            + "><mapper namespace='t.Items'><select id='a'>"
            + body
            + "</select></mapper>";
    return MapperFile.parse("items.xml", xml.getBytes(StandardCharsets.UTF_8), omissions);
  }

  private String secret() throws IOException {
    return Files.writeString(folder.resolve("secret"), "s3cr3t").toUri().toString();
  }

  @Test
  void entitiesOfOtherFilesAreNotRead() throws IOException {
    assertThat(parse("[<!ENTITY e SYSTEM '" + secret() + "'>]", "SELECT &e;")).isEmpty();
    assertThat(omissions)
        .singleElement()
        .extracting(Omission::reason)
        .asString()
        .startsWith("external entity e: ")
        .doesNotContain("s3cr3t");
  }

  @Test
  void parameterEntitiesOfOtherFilesAreNotRead() throws IOException {
    Path definitions = Files.writeString(folder.resolve("own.dtd"), "<!ENTITY e 'SELECT s3cr3t'>");
    Optional<MapperFile> file =
        parse("[<!ENTITY % p SYSTEM '" + definitions.toUri() + "'> %p;]", "SELECT &e;");
    assertThat(file.map(each -> each.root().getTextContent()).orElse("")).doesNotContain("s3cr3t");
  }

  /** Whether the parser asks for it or not: somebody would hear of each connection. */
  @Test
  void noServerIsAsked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread listener =
          new Thread(
              () -> {
                try {
                  while (true) {
                    server.accept().close();
                    asked.incrementAndGet();
                  }
                } catch (IOException e) {
                  // closed: the end of the test
                }
              });
      listener.start();
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      parse("SYSTEM '" + url + ".dtd'", "SELECT 1");
      parse("PUBLIC '-//x//y' '" + url + ".dtd'", "SELECT 1");
      parse("[<!ENTITY e SYSTEM '" + url + "'>]", "SELECT &e;");
      parse("[<!ENTITY % p SYSTEM '" + url + "'> %p;]", "SELECT 1");
      server.close();
      listener.join();
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void entitiesThatMultiplyAreRefused() {
    StringBuilder entities = new StringBuilder("[<!ENTITY e0 'SELECT '>");
    for (int i = 1; i < 30; i++) {
      entities.append("<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>");
    }
    assertThat(parse(entities + "]", "&e29;")).isEmpty();
    assertThat(omissions)
        .singleElement()
        .extracting(Omission::reason)
        .asString()
        .startsWith("is not XML")
        .hasLineCount(1);
  }

  @Test
  void otherDocumentsAreNotIncluded() throws IOException {
    String include =
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='"
            + secret()
            + "'/>";
    Optional<MapperFile> file = parse("[]", include);
    assertThat(file).isPresent();
    assertThat(file.get().root().getTextContent()).doesNotContain("s3cr3t");
  }
}
