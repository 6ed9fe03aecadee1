package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.text.Span;

/** What can be done with the calls of a script. */
public final class Lenses {

    /** Its options tell whether it changes something. */
    private static final String REQUEST = "request";

    private Lenses() {}

    /** For each call that names a command: to run it, to see what it would change if it may, to read about it. */
    public static List<Lens> of(Snapshot snapshot) {
        Calls calls = Calls.of(snapshot);
        List<Lens> lenses = new ArrayList<>();
        for (Invocation invocation : snapshot.script().invocations()) {
            Call call = calls.read(invocation);
            if (call.command().isEmpty() || !call.strays().isEmpty()) {
                continue;
            }
            CommandSpec command = call.command().get();
            Span place = invocation.program().span();
            lenses.add(new Lens(place, Lens.Kind.RUN, ""));
            if (command.effect() != Effect.READ || command.name().equals(REQUEST)) {
                lenses.add(new Lens(place, Lens.Kind.WHAT_IF, ""));
            }
            if (Markdown.isWebPage(command.documentation())) {
                lenses.add(new Lens(place, Lens.Kind.DOCUMENTATION, command.documentation()));
            }
        }
        return lenses;
    }
}
