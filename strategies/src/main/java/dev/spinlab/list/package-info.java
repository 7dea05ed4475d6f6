/**
 * The lists that same-CPU interruption is about: a lock-less one, and a plain double-linked one whose operations take
 * several steps.
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code LocklessList.first}</td><td>acquire</td><td>CAS, exchange</td><td>itself</td></tr>
 * <tr><td>{@code LocklessNode.next}</td><td>plain</td><td>plain before the CAS</td><td>owner of the node</td></tr>
 * <tr><td>{@code first} and {@code next} of {@code PlainLinks}</td><td>acquire</td><td>release</td><td>the list's lock or masking; readers: RCU</td></tr>
 * <tr><td>{@code previous} of {@code PlainLinks}</td><td>opaque</td><td>opaque</td><td>the list's lock or masking</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.list;

import org.jspecify.annotations.NullMarked;
