package dev.spinlab.explore;

/** The columns of the verdict matrix: the situations that backends are judged in. */
public enum Column {
    /** A program attached to an operation works on the same owner. */
    RECURSION("recursion", "recursion"),
    /** Another task of the same CPU. */
    OTHER_TASK("other-task", "other task on the CPU"),
    /** A hardware interrupt that works on the same map. */
    HARDIRQ_SAME("interrupt-same", "interrupt, same map"),
    /** A hardware interrupt that works on another map. */
    HARDIRQ_OTHER("interrupt-other", "interrupt, other map"),
    /** An NMI that works on the same map. */
    NMI_SAME("nmi-same", "NMI, same map"),
    /** An NMI that works on another map. */
    NMI_OTHER("nmi-other", "NMI, other map"),
    /** A task of another CPU. */
    OTHER_CPU("other-cpu", "other CPU"),
    /** A lock wanted by the context that holds it. */
    AA("aa", "AA"),
    /** Two CPUs, each wanting the lock that the other holds. */
    ABBA("abba", "ABBA"),
    /** A lock whose owner stands still for two seconds. */
    STUCK_OWNER("stuck-owner", "stuck owner"),
    /** A Tasks Trace reader that sleeps while what it holds is deleted. */
    SLEEPING_READER("sleeping-reader", "sleeping trace reader"),
    /** The worker that frees, and programs that delete. */
    WORKER("worker", "worker against program"),
    /** An owner exits while a map is freed. */
    EXIT_FREE("exit-free", "owner exit against map free");

    private final String id;
    private final String title;

    Column(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Returns the name in JSON. */
    public String id() {
        return id;
    }

    /** Returns the heading. */
    public String title() {
        return title;
    }
}
