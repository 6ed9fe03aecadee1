package m365ls.benchmarks.running;

import java.util.Optional;
import java.util.OptionalInt;
import m365ls.run.Dialogue;

/** Agrees to what was to be confirmed, takes the first of several, and answers nothing else. */
final class Agreeing implements Dialogue {

    @Override
    public boolean confirm(Confirmation confirmation) {
        return true;
    }

    @Override
    public Optional<String> ask(ValueQuestion question) {
        return Optional.empty();
    }

    @Override
    public OptionalInt choose(Choice choice) {
        return OptionalInt.of(0);
    }

    @Override
    public boolean mayCall(String host) {
        return true;
    }

    @Override
    public boolean maySendAuthorization(String host) {
        return false;
    }
}
