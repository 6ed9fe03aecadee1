package m365ls.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.script.OptionValue;

/** What the tool would make of a call. */
public sealed interface Verdict {

    /**
     * It would run the command.
     *
     * @param options as the command receives them, by long name: with defaults, read files and completed addresses
     */
    record Valid(Map<String, OptionValue> options) implements Verdict {
        public Valid {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /**
     * It refuses the call, whatever the values are that are not known.
     *
     * @param problems those that are certain, in the order in which it comes across them; of an older command the first
     *     only
     * @param message what it prints first; empty if that depends on what is not known
     */
    record Invalid(List<Problem> problems, Optional<String> message) implements Verdict {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** That depends on what is not known. */
    record Unknown() implements Verdict {}
}
