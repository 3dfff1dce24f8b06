package dev.lintel.tools.review.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The head of the page: nothing runs, styles or loads but what its policy names by its hash. */
final class PageHead {

  private static final String ICON =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
          + "%3Cpath fill='%233a6ea5' d='M1 2h14v4H1zM3 7h3v7H3zM10 7h3v7h-3z'/%3E%3C/svg%3E";

  private PageHead() {}

  static void write(Html html, String title) {
    String style = resource("review.css");
    String script = resource("review.js");
    html.open("head").open("meta", "charset", "utf-8");
    html.open(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; img-src data:; style-src "
            + hash(style)
            + "; script-src "
            + hash(script)
            + "; base-uri 'none'; form-action 'none'");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title).open("link", "rel", "icon", "href", ICON).line();
    html.ours("style", style).line().ours("script", script).line().close();
  }

  /** A text beside this class. */
  static String resource(String name) {
    try (InputStream in = PageHead.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": expected a readable resource", e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: expected of every Java", e);
    }
  }
}
