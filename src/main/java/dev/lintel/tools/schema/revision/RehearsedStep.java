package dev.lintel.tools.schema.revision;

/** A pair of scripts that the server has run, both ways. */
record RehearsedStep(Step step, RehearsedScript up, RehearsedScript down) {}
