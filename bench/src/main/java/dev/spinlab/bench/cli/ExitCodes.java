package dev.spinlab.bench.cli;

/** What the process ends with. */
final class ExitCodes {
    /** All is well. */
    static final int GOOD = 0;

    /** A check found something: a violation, a failed fork, a machine on which results would be void. */
    static final int FOUND = 1;

    /** Bad usage, bad input, or a run that measured nothing. */
    static final int BAD = 2;

    /** Nothing was found, but not everything was looked at. */
    static final int UNDECIDED = 3;

    private ExitCodes() {}
}
