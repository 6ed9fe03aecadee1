package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import m365ls.catalog.OptionSpec;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.text.Span;

/** The outline of a script. */
public final class Outline {

    private static final int LONGEST_DETAIL = 60;

    /** Parts of the names of options whose values are nobody's business. */
    private static final List<String> SECRET = List.of("password", "secret", "certificate", "token", "key");

    private Outline() {}

    /** The calls of {@code m365}, in order. */
    public static List<Symbol> of(Snapshot snapshot) {
        List<Symbol> symbols = new ArrayList<>();
        Calls calls = Calls.of(snapshot);
        for (Invocation invocation : snapshot.script().invocations()) {
            symbols.add(symbol(snapshot, calls.read(invocation)));
        }
        return symbols;
    }

    private static Symbol symbol(Snapshot snapshot, Call call) {
        Invocation invocation = call.invocation();
        String text = snapshot.script().text();
        List<Argument> names = call.names();
        if (names.isEmpty()) {
            Span program = invocation.program().span();
            return new Symbol(program.of(text), "", invocation.span(), program);
        }
        String name = names.stream()
                .map(n -> n.value().text().orElseGet(() -> n.word().span().of(text)))
                .collect(Collectors.joining(" "));
        Span first = names.get(0).word().span();
        Span last = names.get(names.size() - 1).word().span();
        Span nameSpan = new Span(first.start(), Math.max(first.end(), last.end()));
        // A spread list may be written anywhere; an editor wants the name inside of the whole.
        Span inside = invocation.span().encloses(nameSpan)
                ? nameSpan
                : invocation.program().span();
        return new Symbol(name.isBlank() ? "m365" : name, detail(text, call), invocation.span(), inside);
    }

    /** The value of the first required option, or of the first one with a value, as it is written. */
    private static String detail(String text, Call call) {
        Optional<Call.Given> telling = call.given().stream()
                .filter(Outline::tells)
                .filter(g -> g.option().filter(OptionSpec::required).isPresent())
                .findFirst()
                .or(() -> call.given().stream().filter(Outline::tells).findFirst());
        return telling.map(given -> {
                    String value = given.valueSpan().of(text).replaceAll("\\s+", " ");
                    String all = "--" + given.option().map(OptionSpec::name).orElse(given.name()) + " " + value;
                    return all.length() <= LONGEST_DETAIL ? all : all.substring(0, cut(all)) + "...";
                })
                .orElse("");
    }

    private static boolean tells(Call.Given given) {
        String name = given.option().map(OptionSpec::name).orElse(given.name()).toLowerCase(Locale.ROOT);
        return given.option().filter(o -> !o.global() && !o.isSwitch()).isPresent()
                && !given.valueSpan().isEmpty()
                && SECRET.stream().noneMatch(name::contains);
    }

    /** Where to cut a text that is too long, never through a pair of surrogates. */
    private static int cut(String text) {
        int end = LONGEST_DETAIL - 3;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
