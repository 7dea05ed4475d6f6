package dev.spinlab.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class PlainListTest {
    private final Cpu cpu = Interrupted.quietCpu();
    private final PlainList<String> list = new PlainList<>();
    private final PlainNode<String> a = new PlainNode<>("a");
    private final PlainNode<String> b = new PlainNode<>("b");
    private final PlainNode<String> c = new PlainNode<>("c");

    @Test
    void bothWaysOfAddingPutTheNodeInFront() {
        list.add(cpu, a);
        list.addPublished(cpu, b);
        list.add(cpu, c);

        assertThat(items(list.firstAcquire())).containsExactly("c", "b", "a");
    }

    @Test
    void aMiddleNodeIsUnlinkedFromBothNeighbours() {
        addAll();

        assertThat(list.unlink(cpu, b)).isTrue();

        assertThat(items(list.firstAcquire())).containsExactly("c", "a");
        assertThat(list.unlink(cpu, a)).isTrue();
        assertThat(items(list.firstAcquire())).containsExactly("c");
    }

    @Test
    void theFirstAndTheLastNodeAreUnlinked() {
        addAll();

        list.unlink(cpu, c);
        assertThat(items(list.firstAcquire())).containsExactly("b", "a");
        list.unlink(cpu, a);
        assertThat(items(list.firstAcquire())).containsExactly("b");
        list.unlink(cpu, b);
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void aNodeIsLinkedFromItsAddToItsUnlinkAndTheSecondUnlinkSaysFalse() {
        assertThat(a.isLinked()).isFalse();
        list.add(cpu, a);
        assertThat(a.isLinked()).isTrue();

        assertThat(list.unlink(cpu, a)).isTrue();

        assertThat(a.isLinked()).isFalse();
        assertThat(list.unlink(cpu, a)).isFalse();
    }

    @Test
    void aReaderThatStandsOnAnUnlinkedNodeFindsItsWayOn() {
        addAll();

        list.unlink(cpu, b);

        assertThat(items(Objects.requireNonNull(b.nextAcquire()))).containsExactly("a");
    }

    @Test
    void takingAllReturnsTheChainAndLeavesTheListEmpty() {
        addAll();

        assertThat(items(list.takeAll(cpu))).containsExactly("c", "b", "a");
        assertThat(list.isEmpty()).isTrue();
        assertThat(list.takeAll(cpu)).isNull();
    }

    @Test
    void onlyASingleNodeIsSingular() {
        list.add(cpu, a);
        assertThat(list.isSingular(a)).isTrue();
        list.add(cpu, b);
        assertThat(list.isSingular(a)).isFalse();
        assertThat(list.isSingular(b)).isFalse();
    }

    @Test
    void aForgottenNodeLeadsNowhere() {
        addAll();
        list.unlink(cpu, b);

        b.forget();

        assertThat(b.nextAcquire()).isNull();
        assertThat(b.isLinked()).isFalse();
    }

    private void addAll() {
        list.add(cpu, a);
        list.add(cpu, b);
        list.add(cpu, c);
    }

    static List<String> items(@Nullable PlainNode<String> first) {
        List<String> items = new ArrayList<>();
        for (PlainNode<String> node = first; node != null; node = node.nextAcquire()) {
            items.add(node.item());
        }
        return items;
    }
}
