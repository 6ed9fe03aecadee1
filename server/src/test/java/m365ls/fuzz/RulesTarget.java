package m365ls.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.script.Value;
import m365ls.script.Value.Part;
import m365ls.validation.FrozenWorld;
import m365ls.validation.Validator;
import m365ls.validation.Verdict;
import m365ls.validation.World;

/**
 * The rules of every command on any arguments: a verdict always comes, within a second, and the same one each time; and
 * what is said where less is known holds with all values known: that a call is valid, that it is refused, and with which
 * words.
 */
public final class RulesTarget {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    private static final List<String> VALUES = List.of(
            "",
            "x",
            "true",
            "false",
            "1",
            "-1",
            "1.5",
            "1e400",
            "NaN",
            "1caf7dcd-7e83-4c3a-94f7-932a1299c844",
            "ada@contoso.com",
            "https://contoso.sharepoint.com/sites/hr",
            "2026-05-30",
            "2026-06-02T08:00:00Z",
            "PT1H",
            "{}",
            "{\"name\":\"x\"}",
            "[1,2]",
            "@data.json",
            "@meId",
            "@missing",
            "present.txt",
            "folder",
            "a,b",
            "19:abc@thread.v2",
            "#ffaa00",
            "null",
            "Read,Write",
            "en-us",
            "C:\\x.pdf",
            "a=b",
            "--x",
            "\ud83d\ude00",
            "(((((((((((((((((((a*)*)*",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
            "/a/b",
            "\n");

    private static final RulesTarget TARGET = new RulesTarget();

    private final Map<CommandSpec, Validator> validators = new ConcurrentHashMap<>();

    private RulesTarget() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Input.timed(() -> TARGET.check(new Input(bytes)));
    }

    private void check(Input input) {
        CommandSpec command = input.pick(CATALOG.commands());
        Validator validator = validators.computeIfAbsent(command, c -> Validator.of(c, CATALOG.rules(c)));
        List<String> call = call(command, input);
        List<Value> known = call.stream().map(Value::known).toList();
        Verdict verdict = validator.verdict(known, FrozenWorld.WORLD);
        if (!verdict.equals(validator.verdict(known, FrozenWorld.WORLD))) {
            throw new AssertionError("two verdicts of " + call);
        }
        List<Value> less = less(command, call, input);
        for (World world : List.of(FrozenWorld.WORLD, World.UNKNOWN)) {
            Verdict of = validator.verdict(less, world);
            if (!agree(verdict, of)) {
                throw new AssertionError(call + " is " + verdict + ", " + less + " is " + of);
            }
        }
    }

    /** Whether what is said of a call of which less is known holds for one that it may turn out to be. */
    private static boolean agree(Verdict verdict, Verdict less) {
        if (less instanceof Verdict.Invalid refused) {
            return verdict instanceof Verdict.Invalid all
                    ? refused.message().isEmpty()
                            || all.message().isEmpty()
                            || all.message().equals(refused.message())
                    : !(verdict instanceof Verdict.Valid);
        }
        return !(less instanceof Verdict.Valid) || !(verdict instanceof Verdict.Invalid);
    }

    private static List<String> call(CommandSpec command, Input input) {
        List<String> call = new ArrayList<>(List.of(command.name().split(" ")));
        List<OptionSpec> given = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (option.required() && !input.once(8)) {
                given.add(option);
            }
        }
        for (int more = input.below(5); more > 0; more--) {
            given.add(input.pick(!given.isEmpty() && input.once(5) ? given : command.options()));
        }
        given.forEach(option -> give(call, option, input));
        if (input.once(10)) {
            call.add(input.below(call.size() + 1), input.text(8));
        }
        return call;
    }

    private static void give(List<String> call, OptionSpec option, Input input) {
        String value = input.once(8)
                ? input.text(24)
                : !option.values().isEmpty() && !input.once(4) ? input.pick(option.values()) : input.pick(VALUES);
        String name = option.shortName().isEmpty() || input.once(2) ? "--" + option.name() : "-" + option.shortName();
        switch (input.below(8)) {
            case 6 -> call.add(name);
            case 7 -> call.add(name + "=" + value);
            default -> {
                call.add(name);
                call.add(value);
            }
        }
    }

    /** The call with some of the values of its options not known, or not whole, wherever they stand. */
    private static List<Value> less(CommandSpec command, List<String> call, Input input) {
        List<Value> less = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            String text = call.get(i);
            int equals = text.indexOf('=');
            // Behind a letter nothing makes an option of the sign itself, which a value is taken not to do.
            boolean empty = equals == 2 && text.length() == 3;
            boolean attached = equals > 0 && !empty && isOption(command, text.substring(0, equals));
            boolean value = i > 0 && !text.startsWith("-") && isOption(command, call.get(i - 1));
            if ((attached || value) && input.once(3)) {
                int from = attached ? equals + 1 : 0;
                less.add(behind(text.substring(0, from), hollow(text.substring(from), input)));
            } else {
                less.add(Value.known(text));
            }
        }
        return less;
    }

    private static boolean isOption(CommandSpec command, String word) {
        return command.options().stream()
                .anyMatch(option -> word.equals("--" + option.name()) || word.equals("-" + option.shortName()));
    }

    /** The value with known text in front of it. */
    private static Value behind(String text, Value value) {
        if (text.isEmpty()) {
            return value;
        }
        List<Part> parts = new ArrayList<>(value.parts());
        String more = value.prefix();
        if (!more.isEmpty()) {
            parts.remove(0);
        }
        parts.add(0, new Part.Text(text + more));
        return new Value(parts, true);
    }

    private static Value hollow(String text, Input input) {
        if (text.isEmpty() || input.once(3)) {
            return Value.unknown();
        }
        int from = input.below(text.length());
        // Without its start it is no longer told that it names a file.
        int to = text.startsWith("@") && from == 0 ? text.length() : from + 1 + input.below(text.length() - from);
        List<Part> parts = new ArrayList<>();
        if (from > 0) {
            parts.add(new Part.Text(text.substring(0, from)));
        }
        parts.add(new Part.Hole());
        if (to < text.length()) {
            parts.add(new Part.Text(text.substring(to)));
        }
        return new Value(parts, true);
    }
}
