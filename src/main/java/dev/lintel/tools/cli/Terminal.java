package dev.lintel.tools.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What surrounds a run of the command line.
 *
 * @param name how the program was called, for help that can be copied
 * @param out for results
 * @param err for errors, progress, and what would disturb a result that a machine reads
 * @param environment the environment variables
 * @param folder the working folder
 * @param watched whether a person looks at {@code err}; asked only when there is progress to show
 */
record Terminal(
    String name,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Path folder,
    BooleanSupplier watched) {}
