package dev.spinlab.bench.gate.baseline;

import dev.spinlab.bench.driver.JvmFlags;
import dev.spinlab.bench.environment.EnvironmentReader;
import dev.spinlab.results.gate.machine.Fingerprint;
import java.util.List;

/** The machine and the JVM of the forks, as far as they matter to speed. */
public final class ThisMachine {
    private ThisMachine() {}

    /**
     * The flags of every fork.
     *
     * @param reader the machine
     * @return in order
     */
    static List<String> flags(EnvironmentReader reader) {
        return JvmFlags.forThisJdk(reader.allowedCpus().size(), reader.hugePages());
    }

    /**
     * The fingerprint.
     *
     * @param reader the machine
     * @return the same at each start, until something changes that matters
     */
    public static Fingerprint fingerprint(EnvironmentReader reader) {
        return reader.fingerprint(flags(reader));
    }
}
