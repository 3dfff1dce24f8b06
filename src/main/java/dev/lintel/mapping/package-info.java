/**
 * How the mapper XML becomes statements of a MyBatis configuration, how operations call them, and
 * the type handlers that the XML names.
 */
package dev.lintel.mapping;
