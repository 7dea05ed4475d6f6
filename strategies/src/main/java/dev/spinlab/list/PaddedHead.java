package dev.spinlab.list;

/**
 * The head of a plain list that keeps its distance of 128 bytes to what lies behind it as well, which another CPU may read. Not
 * for a head whose lock lies behind it: whoever takes that needs both.
 *
 * @param <N> the nodes
 */
public final class PaddedHead<N> extends PlainHead<N> {
    long b00, b01, b02, b03, b04, b05, b06, b07;
    long b08, b09, b10, b11, b12, b13, b14, b15;

    /** Creates the head of an empty list. */
    public PaddedHead() {}
}
