package dev.spinlab.bench.claims;

import dev.spinlab.lock.LockProfile;
import java.util.List;

/**
 * How long the attempts of claims 6 and 7 took with one generation of rules, on a simulated clock.
 *
 * @param profile the rules
 * @param twice the second attempt of who holds the lock (AA)
 * @param crossed the attempts of two CPUs, each at the lock that the other holds (ABBA)
 * @param pending the first waiter behind a holder that never lets go
 * @param head the second one, which is the head of the queue
 * @param behind those in the queue behind it, the last of which came late
 * @param afterwards the attempt of a newcomer after the holder has let go
 */
record LockTimes(
        LockProfile profile,
        LockAnswer twice,
        List<LockAnswer> crossed,
        LockAnswer pending,
        LockAnswer head,
        List<LockAnswer> behind,
        LockAnswer afterwards) {
    LockTimes {
        crossed = List.copyOf(crossed);
        behind = List.copyOf(behind);
    }
}
