package dev.spinlab.list;

import dev.spinlab.layout.LeadingPad;
import org.jspecify.annotations.Nullable;

/** The field of a {@link PlainHead}, between two pads. */
abstract class PlainFirst extends LeadingPad {
    @Nullable
    Object first;
}
