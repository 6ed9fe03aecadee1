package m365ls.output;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of {@code --output}. */
public enum OutputMode {
    JSON,
    TEXT,
    CSV,
    MD,
    NONE,
    /** Taken by two commands on SharePoint Framework projects, which write a file; laid out as text, all properties. */
    TOUR;

    /** The mode that is called {@code name} on the command line, in lower case as the tool wants it. */
    public static Optional<OutputMode> of(String name) {
        return Stream.of(values())
                .filter(mode -> mode.optionValue().equals(name))
                .findFirst();
    }

    /** The mode's name on the command line: {@code json}. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
