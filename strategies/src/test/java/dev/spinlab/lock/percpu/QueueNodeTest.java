package dev.spinlab.lock.percpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueNodeTest {
    private final QueueNode[] nodes = QueueNode.perCpu(7);

    @Test
    void aCpuHasFourNodesThatKnowTheirPlace() {
        assertThat(nodes).hasSize(4);
        for (int i = 0; i < nodes.length; i++) {
            assertThat(nodes[i].cpu()).isEqualTo(7);
            assertThat(nodes[i].index()).isEqualTo(i);
        }
    }

    @Test
    void indicesAreHandedOutAndTakenBackInOrder() {
        assertThat(nodes[0].acquireIndex()).isZero();
        assertThat(nodes[0].acquireIndex()).isEqualTo(1);
        nodes[0].releaseIndex();
        assertThat(nodes[0].acquireIndex()).isEqualTo(1);
        assertThat(nodes[0].inUse()).isEqualTo(2);
    }

    @Test
    void resetForgetsTheWaitBefore() {
        nodes[1].setSignalRelease(QueueNode.LEAVE);
        nodes[1].setNextRelease(nodes[2]);
        assertThat(nodes[1].signalAcquire()).isEqualTo(2);
        assertThat(nodes[1].nextAcquire()).isSameAs(nodes[2]);
        nodes[1].reset();
        assertThat(nodes[1].signalAcquire()).isEqualTo(QueueNode.WAIT);
        assertThat(nodes[1].nextAcquire()).isNull();
    }

    @Test
    void signalsAreTheKernels() {
        assertThat(new int[] {QueueNode.WAIT, QueueNode.GO, QueueNode.LEAVE}).containsExactly(0, 1, 2);
    }
}
