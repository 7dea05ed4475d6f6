package dev.spinlab.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spinlab.machine.Cpu;
import dev.spinlab.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a ledger tells its listeners: every retirement and free once, every look at the backlog. */
class ListenersTest {
    private final Machine machine = Machine.builder().build();
    private final Ledger ledger = new Ledger(machine);
    private final List<String> told = new ArrayList<>();
    private final Cpu cpu;

    ListenersTest() {
        machine.start();
        machine.newTask(0, "test").enter();
        cpu = machine.cpu(0);
    }

    private void listen() {
        ledger.listen(new LifetimeListener() {
            @Override
            public void retired(Cpu on, long serial) {
                told.add("retired " + serial);
            }

            @Override
            public void freed(Cpu on, long serial) {
                told.add("freed " + serial);
            }
        });
    }

    @Test
    void aLifeIsToldOnceWhateverHappensTwice() {
        listen();
        Probe probe = new Probe(cpu, ledger);
        probe.retire(cpu);
        probe.retire(cpu);
        probe.free(cpu);
        probe.free(cpu);
        assertThat(told).containsExactly("retired " + probe.serial(), "freed " + probe.serial());
    }

    @Test
    void whatNobodySawIsNotRetired() {
        listen();
        new Probe(cpu, ledger).freeUnpublished(cpu);
        assertThat(told).isEmpty();
    }

    @Test
    void eachLookTellsWhatItFound() {
        ledger.listen((on, backlog) -> told.add("backlog " + backlog));
        ledger.sampleBacklog(cpu);
        new Probe(cpu, ledger).retire(cpu);
        ledger.tick(cpu);
        assertThat(told).containsExactly("backlog 0", "backlog 1");
    }

    @Test
    void withoutAListenerTheCountsAreTheSame() {
        Probe probe = new Probe(cpu, ledger);
        probe.retire(cpu);
        probe.free(cpu);
        ledger.sampleBacklog(cpu);
        assertThat(told).isEmpty();
        assertThat(ledger.retired() + ledger.freed() + ledger.samples().samples())
                .isEqualTo(3);
    }
}
