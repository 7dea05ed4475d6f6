package dev.spinlab.bench.environment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the machine is virtual, and whose hypervisor it is. */
public final class Hypervisor {
    /** Said when the CPU reports a hypervisor but nothing names it. */
    public static final String UNNAMED = "present, not named";

    private static final Map<String, String> SIGNS = signs();

    private Hypervisor() {}

    /**
     * Names the hypervisor.
     *
     * @param files the kernel's files
     * @param info the parsed {@code /proc/cpuinfo}
     * @return its name, {@link #UNNAMED}, or null on bare metal and where unknown
     */
    public static @Nullable String find(SystemFiles files, CpuInfo info) {
        if (Boolean.FALSE.equals(info.virtual())) {
            return null;
        }
        String type = files.line("/sys/hypervisor/type");
        if (type != null) {
            return type.equals("xen") ? "Xen" : type;
        }
        String firmware = text(files, "/sys/class/dmi/id/sys_vendor") + " "
                + text(files, "/sys/class/dmi/id/product_name") + " "
                + text(files, "/sys/devices/system/clocksource/clocksource0/available_clocksource");
        String lower = firmware.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
            if (lower.contains(sign.getKey())) {
                return sign.getValue();
            }
        }
        return Boolean.TRUE.equals(info.virtual()) ? UNNAMED : null;
    }

    private static String text(SystemFiles files, String path) {
        String line = files.line(path);
        return line == null ? "" : line;
    }

    /** Substrings of firmware names and clock sources; the more specific come first. */
    private static Map<String, String> signs() {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put("vmware", "VMware");
        signs.put("virtualbox", "VirtualBox");
        signs.put("innotek", "VirtualBox");
        signs.put("parallels", "Parallels");
        signs.put("hyperv", "Hyper-V");
        signs.put("microsoft corporation virtual", "Hyper-V");
        signs.put("bochs", "Bochs");
        signs.put("xen", "Xen");
        signs.put("firecracker", "KVM (Firecracker)");
        signs.put("google compute engine", "KVM (Google Compute Engine)");
        signs.put("kvm", "KVM");
        signs.put("qemu", "QEMU");
        return signs;
    }
}
