package m365ls.run;

import java.util.Optional;
import java.util.OptionalInt;

/** Agrees to what was to be confirmed, and answers nothing else. */
public class Consenting implements Dialogue {

    @Override
    public boolean confirm(Confirmation confirmation) throws InterruptedException {
        return true;
    }

    @Override
    public Optional<String> ask(ValueQuestion question) {
        return Optional.empty();
    }

    @Override
    public OptionalInt choose(Choice choice) {
        return OptionalInt.empty();
    }

    @Override
    public boolean mayCall(String host) {
        return false;
    }

    @Override
    public boolean maySendAuthorization(String host) {
        return false;
    }
}
