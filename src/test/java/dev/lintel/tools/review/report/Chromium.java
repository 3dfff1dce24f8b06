package dev.lintel.tools.review.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One page in a real headless Chromium, by its DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private int last;

  /** Whether there is one on the path. */
  static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
  }

  /**
   * @param profile an empty folder
   */
  Chromium(Path profile) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    command.environment().put("TMPDIR", profile.toString());
    process = command.start();
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest newPage =
        HttpRequest.newBuilder(URI.create("http://" + address() + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String page = http.send(newPage, BodyHandlers.ofString()).body();
    URI uri = URI.create(JSON.readTree(page).get("webSocketDebuggerUrl").asText());
    socket = http.newWebSocketBuilder().buildAsync(uri, new Reader()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", "{}");
    }
    send("Page.setLifecycleEventsEnabled", "{\"enabled\":true}");
  }

  private String address() throws IOException {
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = errors.readLine()) != null) {
      if (line.startsWith("DevTools listening on ")) {
        CompletableFuture.runAsync(() -> errors.lines().forEach(rest -> {}));
        return URI.create(line.replaceAll(".* on ", "")).getAuthority();
      }
    }
    throw new IOException("chromium: expected an address of its DevTools, but it ended");
  }

  /** Loads it anew and waits until it has. */
  void open(String address) throws Exception {
    // a step away: to another part of the same page a browser only scrolls
    load("about:blank");
    events.clear();
    load(address);
  }

  private void load(String address) throws Exception {
    String url = JSON.createObjectNode().put("url", address).toString();
    String loader = send("Page.navigate", url).get("loaderId").asText();
    while (events("Page.lifecycleEvent").stream()
        .noneMatch(
            event ->
                event.get("loaderId").asText().equals(loader)
                    && event.get("name").asText().equals("load"))) {
      events.add(next(address));
    }
  }

  /** What the expression is worth in the page; a promise is waited for. */
  JsonNode evaluate(String expression) throws Exception {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("expression", expression);
    parameters.put("returnByValue", true).put("awaitPromise", true);
    JsonNode answer = send("Runtime.evaluate", parameters.toString());
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /**
   * Presses and releases a key.
   *
   * @param code its number, as in {@code KeyboardEvent.keyCode}
   * @param text that it types; empty if it types none
   */
  void press(String key, int code, String text) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event = JSON.createObjectNode().put("type", type).put("key", key);
      event.put("windowsVirtualKeyCode", code);
      if (type.equals("keyDown") && !text.isEmpty()) {
        event.put("text", text);
      }
      send("Input.dispatchKeyEvent", event.toString());
    }
  }

  void type(String text) throws Exception {
    send("Input.insertText", JSON.createObjectNode().put("text", text).toString());
  }

  void size(int width, int height) throws Exception {
    ObjectNode metrics = JSON.createObjectNode().put("width", width).put("height", height);
    metrics.put("deviceScaleFactor", 1).put("mobile", width < 600);
    send("Emulation.setDeviceMetricsOverride", metrics.toString());
  }

  /**
   * @param media {@code screen} or {@code print}, whatever it is drawn for; empty: as it is
   * @param scheme {@code light} or {@code dark}
   */
  void media(String media, String scheme) throws Exception {
    send(
        "Emulation.setEmulatedMedia",
        String.format(
            "{\"media\":\"%s\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}",
            media, scheme));
  }

  byte[] pdf() throws Exception {
    return Base64.getDecoder().decode(send("Page.printToPDF", "{}").get("data").asText());
  }

  void screenshot(Path file) throws Exception {
    String data = send("Page.captureScreenshot", "{\"format\":\"png\"}").get("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** What the page complained of since it was opened: errors, refusals by its policy, warnings. */
  List<String> complaints() {
    return events("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded").stream()
        .map(JsonNode::toString)
        .toList();
  }

  /** What the page asked for since it was opened, itself included. */
  List<String> requests() {
    return events("Network.requestWillBeSent").stream()
        .map(event -> event.get("request").get("url").asText())
        .toList();
  }

  private List<JsonNode> events(String... methods) {
    List<String> wanted = List.of(methods);
    return events.stream()
        .filter(event -> wanted.contains(event.get("method").asText()))
        .map(event -> event.get("params"))
        .toList();
  }

  private JsonNode send(String method, String parameters) throws Exception {
    int id = ++last;
    socket
        .sendText(
            String.format("{\"id\":%d,\"method\":\"%s\",\"params\":%s}", id, method, parameters),
            true)
        .join();
    while (true) {
      JsonNode message = next(method);
      if (message.path("id").asInt() == id) {
        if (message.has("error")) {
          throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.get("result");
      }
      events.add(message);
    }
  }

  private JsonNode next(String waitingFor) throws InterruptedException {
    JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException(waitingFor + ": no answer in " + PATIENCE_SECONDS + " s");
    }
    return message;
  }

  /** Ends it and all processes that it started. */
  @Override
  public void close() throws Exception {
    socket.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().join();
    }
  }

  private final class Reader implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        try {
          messages.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException("DevTools: expected JSON, but got " + text, e);
        }
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }
  }
}
