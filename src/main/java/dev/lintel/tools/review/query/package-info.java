/** What a statement means, as the server itself understood it: its own parse tree. */
package dev.lintel.tools.review.query;
