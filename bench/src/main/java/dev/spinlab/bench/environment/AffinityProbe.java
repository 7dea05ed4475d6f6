package dev.spinlab.bench.environment;

import java.util.BitSet;
import net.openhft.affinity.Affinity;
import org.jspecify.annotations.Nullable;

/** Binds threads through OpenHFT Affinity, as the benchmark's workers are bound. */
public final class AffinityProbe implements PinningProbe {

    @Override
    public @Nullable String pin(int cpu) {
        BitSet wanted = new BitSet();
        wanted.set(cpu);
        BitSet found;
        try {
            Affinity.setAffinity(wanted);
            found = Affinity.getAffinity();
        } catch (IllegalStateException | UnsupportedOperationException | LinkageError refused) {
            String message = refused.getMessage();
            return message == null
                    ? refused.getClass().getSimpleName()
                    : message.lines().findFirst().orElse(message);
        }
        return wanted.equals(found) ? null : "asked for CPU " + cpu + ", the mask read back is " + found;
    }
}
