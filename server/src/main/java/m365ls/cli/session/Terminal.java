package m365ls.cli.session;

import java.util.Optional;
import m365ls.session.Secret;

/** A terminal with a person before it. */
public interface Terminal {

    /** What the person types, without blanks around it; empty if nothing. */
    Optional<String> ask(String question);

    /** What the person types without it being shown; empty if nothing. */
    Optional<Secret> askSecret(String question);
}
