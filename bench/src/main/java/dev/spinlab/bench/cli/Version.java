package dev.spinlab.bench.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the versions of Spinlab, the JVM and the operating system. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String own = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "spinlab " + (own == null ? "(built from source)" : own),
            "JVM " + System.getProperty("java.runtime.version") + " " + System.getProperty("java.vm.name"),
            System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch")
        };
    }
}
