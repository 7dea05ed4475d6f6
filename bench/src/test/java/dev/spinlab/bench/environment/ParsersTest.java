package dev.spinlab.bench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsersTest {

    @Test
    void cpuLists() {
        assertThat(CpuList.parse("0-3,8,10-11\n")).containsExactly(0, 1, 2, 3, 8, 10, 11);
        assertThat(CpuList.parse("7")).containsExactly(7);
        assertThat(CpuList.parse("3,1,2-3")).containsExactly(1, 2, 3);
        for (String damaged : new String[] {"", "  ", "x", "3-1", "1-", "-1", "1,,2", "99999999999", "0-99999999"}) {
            assertThat(CpuList.parse(damaged)).as(damaged).isEmpty();
        }
        assertThat(CpuList.parse(null)).isEmpty();
    }

    @Test
    void preemptionModels() {
        String dynamic = "#1 SMP PREEMPT_DYNAMIC Mon";
        assertThat(PreemptionModel.describe("none voluntary (full) lazy", dynamic, "preempt=none", null))
                .isEqualTo("full (dynamic, as the scheduler says)");
        assertThat(PreemptionModel.describe(null, dynamic, "quiet preempt=voluntary", "CONFIG_PREEMPT_NONE=y"))
                .isEqualTo("voluntary (dynamic, set at boot)");
        assertThat(PreemptionModel.describe(null, dynamic, "quiet", "CONFIG_X=y\nCONFIG_PREEMPT_NONE=y\n"))
                .isEqualTo("none (dynamic, default of the build)");
        assertThat(PreemptionModel.describe(null, dynamic, "preempt=bogus", null))
                .isEqualTo("dynamic, mode not readable");
        assertThat(PreemptionModel.describe(null, "#1 SMP PREEMPT Mon", null, null))
                .isEqualTo("full");
        assertThat(PreemptionModel.describe(null, "#1 SMP Mon", null, "CONFIG_PREEMPT_NONE=y"))
                .isEqualTo("none");
        assertThat(PreemptionModel.describe(null, "#1 SMP Mon", null, "# CONFIG_PREEMPT is not set"))
                .isNull();
    }

    @Test
    void steal() {
        KernelStat early = new KernelStat(10, 1000);
        KernelStat late = new KernelStat(60, 1500);
        assertThat(late.since(early).stealPercent()).isEqualTo(10.0);
        assertThat(early.since(early).stealPercent()).isNull();
        assertThat(KernelStat.parse("cpu  1 2 3 4 5 6 7 8 900 900\n")).isEqualTo(new KernelStat(8, 36));
        assertThat(KernelStat.parse("cpu  1 2 3")).isNull();
    }

    @Test
    void hypervisorWithoutAName() {
        CpuInfo virtual = new CpuInfo(null, List.of(), true);
        assertThat(Hypervisor.find(path -> null, virtual)).isEqualTo(Hypervisor.UNNAMED);
        assertThat(Hypervisor.find(path -> path.equals("/sys/hypervisor/type") ? "xen\n" : null, virtual))
                .isEqualTo("Xen");
    }

    @Test
    void commandLineKeepsPrivateParametersOut() {
        assertThat(KernelCommandLine.timing("root=/dev/x token=s3cret nohz_full=1-3 processor.max_cstate=1"))
                .containsExactly("nohz_full=1-3", "processor.max_cstate=1");
    }

    @Test
    void realFilesAreReadWholeAndUnpacked(@TempDir Path folder) throws IOException {
        Path packed = folder.resolve("config.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("CONFIG_PREEMPT=y\n".getBytes(StandardCharsets.UTF_8));
        }
        SystemFiles files = SystemFiles.ofThisMachine();
        assertThat(files.read(packed.toString())).isEqualTo("CONFIG_PREEMPT=y\n");
        assertThat(files.read(folder.resolve("missing").toString())).isNull();
        assertThat(files.read(folder.toString())).isNull();
    }
}
