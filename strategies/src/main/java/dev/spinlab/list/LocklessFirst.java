package dev.spinlab.list;

import dev.spinlab.layout.LeadingPad;
import org.jspecify.annotations.Nullable;

/** The field of a {@link LocklessList}, between two pads. */
abstract class LocklessFirst extends LeadingPad {
    @Nullable
    LocklessNode first;
}
