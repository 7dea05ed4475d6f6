package dev.spinlab.explore;

/** One recorded choice list, once. A choice that is not possible where it stands is left out. */
public final class ReplayScheduler implements Scheduler {
    private final ChoiceList list;
    private boolean begun;

    /** Creates one that stands before its only schedule. */
    public ReplayScheduler(ChoiceList list) {
        this.list = list;
    }

    @Override
    public boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    @Override
    public int choose(long point, int[] codes, int count) {
        int wanted = list.at(point);
        for (int i = 0; i < count; i++) {
            if (codes[i] == wanted) {
                return wanted;
            }
        }
        return codes[0];
    }
}
