package m365ls.cli.session;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks whether the user means it. */
final class Sure {

    private static final Set<String> YES = Set.of("y", "yes");

    private Sure() {}

    /** Whether the user says yes; anything else is a no. */
    static boolean of(Terminal terminal, String question) {
        Optional<String> answer = terminal.ask(question + " (y/N)");
        return answer.isPresent() && YES.contains(answer.get().toLowerCase(Locale.ROOT));
    }
}
