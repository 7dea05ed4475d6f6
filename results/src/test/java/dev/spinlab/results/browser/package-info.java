/**
 * The pages in a real browser, driven by the DevTools protocol over the JDK's own WebSocket.
 *
 * <p>Without a Chromium these tests are skipped, and say so where nobody overlooks it.
 */
@NullMarked
package dev.spinlab.results.browser;

import org.jspecify.annotations.NullMarked;
