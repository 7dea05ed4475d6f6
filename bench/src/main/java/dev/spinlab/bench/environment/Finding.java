package dev.spinlab.bench.environment;

/**
 * One thing that the doctor found, and what it means for results.
 *
 * @param subject what was looked at
 * @param value what was found
 * @param meaning what that means for results, one short clause
 * @param severity how bad it is
 */
public record Finding(String subject, String value, String meaning, Severity severity) {

    /** How much a finding matters. */
    public enum Severity {
        /** As it should be. */
        GOOD("ok"),
        /** Results are usable, with this in mind. */
        NOTE("note"),
        /** Results would mean nothing. */
        VOID("VOID");

        private final String label;

        Severity(String label) {
            this.label = label;
        }

        /**
         * The word that is printed.
         *
         * @return at most four letters
         */
        public String label() {
            return label;
        }
    }
}
