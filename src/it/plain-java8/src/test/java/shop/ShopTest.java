package shop;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.Test;

public class ShopTest {

  @Test
  public void runsOnJava8FromTheBuiltJar() {
    assertEquals("1.8", System.getProperty("java.specification.version"));
    String source =
        dev.lintel.session.Database.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assertTrue(source, source.endsWith(".jar"));
  }

  @Test
  public void bringsNoSpring() {
    try {
      Class.forName("org.springframework.context.ApplicationContext");
    } catch (ClassNotFoundException e) {
      return;
    }
    assertFalse("Spring is on the class path", true);
  }

  @Test
  public void theExampleDoesWhatTheReadmeSays() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(new File("target/postgres"))
        .start()) {
      String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
      ProcessBuilder shop =
          new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "shop.Shop");
      shop.environment()
          .put("DATABASE_URL", "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
      shop.redirectError(ProcessBuilder.Redirect.INHERIT);
      Process process = shop.start();
      String output = read(process.getInputStream());
      assertEquals(output, 0, process.waitFor());
      assertTrue(output, output.contains("name='Lamp', status='ready'"));
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT count(*) FROM lintel.items")) {
        row.next();
        assertEquals(1, row.getInt(1));
      }
    }
  }

  private static String read(InputStream in) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toString("UTF-8");
  }
}
