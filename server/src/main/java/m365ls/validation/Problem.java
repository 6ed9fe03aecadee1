package m365ls.validation;

import java.util.List;
import java.util.Optional;

/**
 * Why the tool refuses a call.
 *
 * @param kind of what kind it is
 * @param options long names of the options it speaks of, the likeliest first; unknown options as they are written; may
 *     be empty
 * @param message what the tool itself says of it; empty if that depends on what is not known
 */
public record Problem(Kind kind, List<String> options, Optional<String> message) {

    public Problem {
        options = List.copyOf(options);
    }

    /** Kinds of problems. */
    public enum Kind {
        /** A word behind a boolean's name is no boolean. */
        NO_BOOLEAN,
        /** An address begins with a slash, and there is no SharePoint address to complete it with. */
        NO_SHAREPOINT,
        /** The output mode is none of the command's. */
        OUTPUT,
        /** The command has no such option. */
        UNKNOWN_OPTION,
        /** A required option is missing. */
        MISSING,
        /** A value has another type than the option wants: it has none, is given several times, or is no number. */
        TYPE,
        /** A value is none of those that are allowed. */
        NOT_ALLOWED,
        /** Of several options exactly one must be given. */
        OPTION_SET,
        /** A value, or several together, do not pass what the command checks. */
        CHECK,
        /** What the command checks fails with an error of its own, such as for a list where it expects a text. */
        CRASH
    }
}
