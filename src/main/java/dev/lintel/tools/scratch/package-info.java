/** Databases to try things on, on an embedded server or on one that is named; and folders. */
package dev.lintel.tools.scratch;
