/** The checks that every operation makes before it calls its mapper. */
package dev.lintel.validation;
