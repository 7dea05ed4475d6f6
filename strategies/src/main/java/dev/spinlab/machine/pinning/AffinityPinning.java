package dev.spinlab.machine.pinning;

import java.util.BitSet;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.NullAffinity;

/**
 * Binds threads with OpenHFT Affinity.
 *
 * <p>Works where the library has an implementation for the operating system; elsewhere, and where the call is forbidden,
 * every attempt is refused with the reason.
 */
public final class AffinityPinning implements Pinning {
    private final int[] allowedCpus;

    /** Creates a pinning for the CPUs that the calling thread may use now; so create it before anything is pinned. */
    public AffinityPinning() {
        int[] mask = readMask();
        allowedCpus = mask.length > 0 ? mask : new NoPinning("").allowedCpus();
    }

    private static int[] readMask() {
        try {
            return Affinity.getAffinity().stream().toArray();
        } catch (RuntimeException | LinkageError unreadable) {
            // No mask to be read means no CPU is known to be allowed; pin() will say why.
            return new int[0];
        }
    }

    @Override
    public Result pin(int physicalCpu) {
        try {
            if (Affinity.getAffinityImpl() instanceof NullAffinity) {
                return Result.refused("this operating system has no thread affinity");
            }
            BitSet wanted = new BitSet();
            wanted.set(physicalCpu);
            Affinity.setAffinity(wanted);
            BitSet actual = Affinity.getAffinity();
            return wanted.equals(actual)
                    ? Result.PINNED
                    : Result.refused("the mask read back is " + actual + " instead of " + wanted);
        } catch (RuntimeException | LinkageError refusal) {
            return Result.refused(firstLine(refusal));
        }
    }

    private static String firstLine(Throwable refusal) {
        String text = String.valueOf(refusal.getMessage());
        return text.lines()
                .findFirst()
                .orElse(refusal.getClass().getSimpleName())
                .strip();
    }

    @Override
    public int[] allowedCpus() {
        return allowedCpus.clone();
    }
}
