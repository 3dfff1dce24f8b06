package shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.JarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** The web application on a Tomcat of its own, on a free port. */
final class TomcatServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final Context webapp;

  TomcatServer() throws IOException, LifecycleException {
    tomcat.setBaseDir(Files.createTempDirectory(Paths.get("target"), "tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    webapp = tomcat.addWebapp("", new File("src/main/webapp").getAbsolutePath());
    webapp.getJarScanner().setJarScanFilter(tagLibrariesOnly());
    tomcat.start();
  }

  /** Else Tomcat reads every class of the tests' class path before it starts. */
  private static JarScanFilter tagLibrariesOnly() {
    StandardJarScanFilter filter = new StandardJarScanFilter();
    filter.setDefaultPluggabilityScan(false);
    filter.setDefaultTldScan(false);
    filter.setTldScan("taglibs-*.jar");
    return filter;
  }

  /** The root context, which ContextLoaderListener made; fails if it did not start. */
  WebApplicationContext rootContext() {
    return WebApplicationContextUtils.getRequiredWebApplicationContext(
        webapp.getServletContext());
  }

  Response get(String path) throws IOException {
    return answer(open(path));
  }

  Response post(String path, String form) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    try (OutputStream body = connection.getOutputStream()) {
      body.write(form.getBytes(UTF_8));
    }
    return answer(connection);
  }

  private HttpURLConnection open(String path) throws IOException {
    URL url = new URL("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static Response answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        body.write(next);
      }
      String location = connection.getHeaderField("Location");
      return new Response(status, location, new String(body.toByteArray(), UTF_8));
    }
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  static final class Response {
    final int status;
    final String location;
    final String body;

    private Response(int status, String location, String body) {
      this.status = status;
      this.location = location;
      this.body = body;
    }
  }
}
