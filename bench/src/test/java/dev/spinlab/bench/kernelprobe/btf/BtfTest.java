package dev.spinlab.bench.kernelprobe.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtfTest {
    private static final int INT = 1;
    private static final int POINTER = 2;
    private static final int ARRAY = 3;
    private static final int UNION = 5;
    private static final int ENUM = 6;
    private static final int FUNC = 12;
    private static final int FUNC_PROTO = 13;
    private static final int VAR = 14;
    private static final int DATASEC = 15;
    private static final int DECL_TAG = 17;
    private static final int ENUM64 = 19;

    /** Worked out by hand: header, an int of 4 bytes with a sign, a u64 without one, and their names. */
    @Test
    void theTypesOfKeyAndValueAreLaidOutAsDescribed() {
        BtfBuilder builder = new BtfBuilder();
        assertThat(builder.integer("int", 4, true)).isEqualTo(1);
        assertThat(builder.integer("u64", 8, false)).isEqualTo(2);
        assertThat(HexFormat.of().formatHex(builder.build()))
                .isEqualTo("9feb" + "01" + "00" + "18000000" // magic, version, flags, length of the header
                        + "00000000" + "20000000" // types at 0, 32 bytes
                        + "20000000" + "09000000" // names at 32, 9 bytes
                        + "01000000" + "00000001" + "04000000" + "20000001" // "int": kind 1, 4 bytes, signed, 32 bits
                        + "05000000" + "00000001" + "08000000" + "40000000" // "u64": kind 1, 8 bytes, 64 bits
                        + "00" + "696e7400" + "75363400");
    }

    @Test
    void whatIsBuiltCanBeReadAndHasNothingElse() {
        BtfBuilder builder = new BtfBuilder();
        builder.integer("int", 4, true);
        BtfTypes types = BtfTypes.read(builder.build());
        assertThat(types.memberType("int", "lock")).isEmpty();
        assertThat(types.hasVariable("int"))
                .as("a type of that name is no variable")
                .isFalse();
    }

    /** Types of every kind, each followed by as many words as it has, so that one miscounted hides the variable at the end. */
    private static byte[] everyKind() {
        HandMadeTypes types = new HandMadeTypes();
        types.add("int", INT, 0, 4, 0x01000020);
        types.add("", POINTER, 0, 1);
        types.add("", ARRAY, 0, 0, 1, 1, 8);
        types.addStruct("pair", "first", 1, "second", 2);
        types.add("either", UNION, 1, 4, types.name("a"), 1, 0);
        types.add("", ENUM, 2, 4, types.name("x"), 0, types.name("y"), 1);
        types.add("", FUNC_PROTO, 1, 1, types.name("p"), 1);
        types.add("f", FUNC, 0, 7);
        types.add("section", DATASEC, 1, 4, 1, 0, 4);
        types.add("tag", DECL_TAG, 0, 1, 0);
        types.add("", ENUM64, 1, 8, types.name("z"), 1, 0);
        types.add("busy", VAR, 0, 1, 1);
        return types.build();
    }

    @Test
    void everyKindIsPassedOverAtItsOwnLength() {
        BtfTypes types = BtfTypes.read(everyKind());
        assertThat(types.hasVariable("busy")).isTrue();
        assertThat(types.hasVariable("other")).isFalse();
        assertThat(types.memberType("pair", "first")).contains("int");
        assertThat(types.memberType("pair", "second"))
                .as("a pointer has no name")
                .contains("");
        assertThat(types.memberType("pair", "third")).isEmpty();
        assertThat(types.memberType("either", "a"))
                .as("a union is no structure")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, does not begin as type information does",
        "4, 16, points beyond its end",
        "12, 2147483647, points beyond its end",
        "12, -4, points beyond its end",
        "16, 100000, points beyond its end",
        "20, 2147483647, points beyond its end",
        "12, 20, last type is cut short",
        "12, 8, last type is cut short",
        "28, 0x1f000000, has types of the unknown kind 31",
        "28, 0, has types of the unknown kind 0"
    })
    void damageIsNamed(int at, String word, String problem) {
        byte[] damaged = everyKind();
        ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(at, Integer.decode(word));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BtfTypes.read(damaged))
                .withMessageContaining(problem);
    }

    @Test
    void whatIsCutShortIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BtfTypes.read(new byte[0]))
                .withMessageContaining("shorter than its header");
        byte[] whole = everyKind();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BtfTypes.read(Arrays.copyOf(whole, whole.length - 1)))
                .withMessageContaining("points beyond its end");
    }

    @Test
    void aNameOrTypeBeyondTheEndIsNamedWhenAskedFor() {
        HandMadeTypes types = new HandMadeTypes();
        types.addStruct("pair", "first", 99, "second", 1);
        BtfTypes read = BtfTypes.read(types.build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.memberType("pair", "first"))
                .withMessageContaining("a type that it has not: 99");
        byte[] damaged = types.build();
        ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 1 << 20);
        BtfTypes nameless = BtfTypes.read(damaged);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nameless.memberType("pair", "first"))
                .withMessageContaining("a name lies beyond its end");
    }
}
