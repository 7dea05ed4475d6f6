package dev.spinlab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spinlab.bench.driver.BadInputException;
import dev.spinlab.bench.driver.Dimension;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Param;

/** The driver must not let pass what a fork would then refuse, and must know what a fork does if it is told nothing. */
class DimensionTest {
    private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");

    private static void toRig(Dimension dimension, String value) {
        RigParameters.parse(RigParametersTest.words(Map.of(dimension.parameter(), value)), 1);
    }

    @ParameterizedTest
    @EnumSource
    void eachIsAParameterOfTheRigWithTheSameDefaultAndLimits(Dimension dimension) throws Exception {
        Param param = Rig.class.getField(dimension.parameter()).getAnnotation(Param.class);
        assertThat(param.value()).containsExactly(dimension.initial());
        assertThat(dimension.parse(dimension.initial())).isEqualTo(dimension.initial());
        assertThat(Dimension.of(dimension.parameter())).isEqualTo(dimension);
        for (String known : dimension.known().split(", ", -1)) {
            Matcher range = RANGE.matcher(known);
            if (!range.matches()) {
                assertThatCode(() -> toRig(dimension, dimension.parse(known))).doesNotThrowAnyException();
                continue;
            }
            for (String end : List.of(range.group(1), range.group(2))) {
                assertThatCode(() -> toRig(dimension, dimension.parse(end))).doesNotThrowAnyException();
            }
            String beyond = Long.toString(Long.parseLong(range.group(2)) + 1);
            assertThatThrownBy(() -> dimension.parse(beyond)).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> toRig(dimension, beyond)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> dimension.parse("nonsense"))
                .hasMessage(dimension.option() + " nonsense: no such value; known: " + dimension.known());
    }
}
