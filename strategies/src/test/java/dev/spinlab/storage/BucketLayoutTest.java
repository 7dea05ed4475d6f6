package dev.spinlab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.backend.Backends;
import dev.spinlab.backend.StorageBackend;
import dev.spinlab.layout.Layouts;
import dev.spinlab.lock.SpinLockFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the parts of a bucket lie when they have just been made. Now and then an allocation buffer ends between two of them,
 * or a collector comes: so it is asked of most of many.
 */
class BucketLayoutTest {
    private static final int BUCKETS = 200;
    private static final int MOST = 180;

    /** Read by nobody; written so that the compiler cannot leave the allocation out. */
    static volatile long[] blackhole = {};

    @BeforeAll
    static void startJol() {
        Layouts.startJolSilently();
    }

    @ParameterizedTest
    @CsvSource({"rqspinlock, word", "percpu-counter, holder"})
    void theWordOfALockLiesCloselyBehindTheHeadOfTheListThatItGuards(String backend, String word) {
        assertThat(close(Backends.byId(backend), word, BucketLayoutTest::itself))
                .isGreaterThan(MOST);
    }

    /** The control: with a line's worth of something else made between the two, they are not close. */
    @ParameterizedTest
    @CsvSource({"rqspinlock, word", "percpu-counter, holder"})
    void withSomethingBetweenThemTheyAreNotClose(String backend, String word) {
        assertThat(close(Backends.byId(backend), word, BucketLayoutTest::withSomethingBefore))
                .isLessThan(BUCKETS - MOST);
    }

    @ParameterizedTest
    @CsvSource({"rqspinlock, word", "percpu-counter, holder"})
    void whatWhoeverWantsTheLockReadsLiesFarFromIt(String backend, String word) {
        assertThat(made(Backends.byId(backend).config().locks())
                        .filter(bucket -> {
                            long lock = Layouts.distance(bucket.lock, word, bucket, "lock");
                            long elements = Layouts.distance(bucket.lock, word, bucket, "elements");
                            return Math.min(Math.abs(lock), Math.abs(elements)) >= 128;
                        })
                        .count())
                .isGreaterThan(MOST);
    }

    private interface Change {
        SpinLockFactory of(SpinLockFactory locks);
    }

    private static SpinLockFactory itself(SpinLockFactory locks) {
        return locks;
    }

    private static SpinLockFactory withSomethingBefore(SpinLockFactory locks) {
        return name -> {
            blackhole = new long[8];
            return locks.newLock(name);
        };
    }

    private static long close(StorageBackend backend, String word, Change change) {
        return made(change.of(backend.config().locks()))
                .filter(bucket -> {
                    long apart = Layouts.distance(bucket.elements, "first", bucket.lock, word);
                    return apart > 0 && apart <= 32;
                })
                .count();
    }

    private static Stream<Bucket> made(SpinLockFactory locks) {
        return IntStream.range(0, BUCKETS).mapToObj(i -> Bucket.make(locks));
    }
}
