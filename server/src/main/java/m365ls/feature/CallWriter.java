package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.script.Call;
import m365ls.script.Dialect;
import m365ls.script.Invocation;
import m365ls.script.Quoting;
import m365ls.script.Script;
import m365ls.text.Span;

/** Writes calls into scripts, quoted so that the command line tool receives what was meant. */
public final class CallWriter {

    private CallWriter() {}

    /** A call of {@code m365} with these arguments, on one line. */
    public static String line(Dialect dialect, List<String> arguments) {
        return Stream.concat(
                        Stream.of("m365"), arguments.stream().map(argument -> dialect.quote(argument, Quoting.NONE)))
                .collect(Collectors.joining(" "));
    }

    /**
     * Gives the call at {@code offset} an option with a value, in place of the value it has.
     *
     * @param option long name
     * @return the edit; empty if there is no call of a command with that option, or no way to write it
     */
    public static Optional<Edit> withOption(Snapshot snapshot, int offset, String option, String value) {
        Script script = snapshot.script();
        Optional<Invocation> invocation = script.invocationAt(offset);
        if (invocation.isEmpty()) {
            return Optional.empty();
        }
        Call call = Calls.of(snapshot).read(invocation.get());
        if (call.command().flatMap(command -> command.option(option)).isEmpty()) {
            return Optional.empty();
        }
        // Windows PowerShell passes double quotes on only if they are escaped.
        return Stream.of(value, value.replace("\"", "\\\""))
                .distinct()
                .map(written -> edit(call, option, script.dialect().quote(written, Quoting.NONE)))
                .filter(edit -> arrives(snapshot, offset, edit, option, value))
                .findFirst();
    }

    private static Edit edit(Call call, String option, String word) {
        List<Call.Given> all = given(call, option);
        if (all.isEmpty()) {
            int end = call.invocation().span().end();
            return new Edit(Span.at(end), " --" + option + " " + word);
        }
        Call.Given last = all.get(all.size() - 1);
        if (last.value().isEmpty()) {
            return new Edit(Span.at(last.nameSpan().end()), " " + word);
        }
        return new Edit(last.valueSpan(), word);
    }

    private static List<Call.Given> given(Call call, String option) {
        return call.given().stream()
                .filter(given -> given.option()
                        .filter(known -> known.name().equals(option))
                        .isPresent())
                .toList();
    }

    /** Whether the call, once it is changed, receives the option once and with that value, and all else as before. */
    private static boolean arrives(Snapshot snapshot, int offset, Edit edit, String option, String value) {
        Script script = snapshot.script();
        String text = script.text();
        String changed = text.substring(0, edit.span().start())
                + edit.newText()
                + text.substring(edit.span().end());
        Snapshot after = snapshot.with(Script.parse(script.dialect(), changed));
        Optional<Call> call = after.script()
                .invocationAt(offset)
                .map(invocation -> Calls.of(after).read(invocation));
        Optional<Call> before =
                script.invocationAt(offset).map(invocation -> Calls.of(snapshot).read(invocation));
        return call.isPresent()
                && given(call.get(), option).size() == 1
                && given(call.get(), option)
                        .get(0)
                        .value()
                        .flatMap(known -> known.text())
                        .equals(Optional.of(value))
                && others(call.get(), option).equals(others(before.get(), option));
    }

    /** The call's command and options but one, as the tool receives them. */
    private static List<Object> others(Call call, String option) {
        List<Object> others = new ArrayList<>();
        others.add(call.command());
        for (Call.Given given : call.given()) {
            if (given.option().filter(known -> known.name().equals(option)).isEmpty()) {
                others.add(given.name());
                others.add(given.value().flatMap(known -> known.text()));
            }
        }
        return others;
    }
}
