package dev.lintel.benchmark.peers.springdata;

import java.util.Map;

/** A type of its own around the map, which Spring Data would take for an association. */
public record JsonObject(Map<String, ?> values) {}
