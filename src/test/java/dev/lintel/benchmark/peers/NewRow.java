package dev.lintel.benchmark.peers;

import java.util.Map;

/** An item to create; its id is made by the peer or by the server, as the peer does best. */
public record NewRow(String name, String description, String status, Map<String, ?> metadata) {}
