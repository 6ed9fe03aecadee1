package m365ls.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import m365ls.catalog.OptionSpec;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Piece;
import m365ls.script.Surroundings;
import m365ls.script.Value;
import m365ls.script.Word;
import m365ls.text.Span;

/**
 * A call of a script on its way to an argument list: what is known of it, and what has to be asked for.
 *
 * @param notes what stands around the call and is left out, in sentences
 */
public record ScriptCall(List<Slot> slots, List<String> notes) {

    /** Words that are shown of the script. In UTF-16 units. */
    private static final int SHOWN = 80;

    private static final Pattern SECRET = Pattern.compile("^\\$.*(password|secret|passwd|apikey|token)");

    public ScriptCall {
        slots = List.copyOf(slots);
        notes = List.copyOf(notes);
    }

    /** Whether a call can be made an argument list. */
    public sealed interface Answer {

        /** It can, once what is not known has been asked for. */
        record Callable(ScriptCall call) implements Answer {}

        /** It cannot; a sentence says why. */
        record Refused(String reason) implements Answer {}
    }

    /** One argument: texts and unknowns, one behind the other. */
    public record Slot(List<Part> parts) {
        public Slot {
            parts = List.copyOf(parts);
        }
    }

    /** A part of an argument. */
    public sealed interface Part {

        /** Text that is known. */
        record Known(String text) implements Part {}

        /**
         * Text that is only known when the script runs.
         *
         * @param key the same for what has the same value
         * @param shown as the script has it
         * @param option long name of the option whose value it is, or is a part of; empty if it is of none
         * @param whole whether it is all of an argument
         */
        record Unknown(String key, String shown, String option, boolean whole) implements Part {

            /** Whether it must not be shown or remembered. */
            public boolean isSecret() {
                return SecretOptions.contains(option)
                        || SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
            }
        }
    }

    /**
     * Reads a call.
     *
     * @param text of its script
     * @param ignoresCase whether names of variables are the same in any case
     */
    public static Answer of(Call call, String text, boolean ignoresCase) {
        Surroundings around = call.invocation().surroundings();
        if (around.splatsTable()) {
            return new Answer.Refused("A hash table is splatted onto the call, which m365 cannot read.");
        }
        Reader reader = new Reader(call, text, ignoresCase);
        List<Slot> slots = new ArrayList<>();
        for (Argument argument : call.invocation().arguments()) {
            if (!argument.value().exactlyOne()) {
                return new Answer.Refused(shown(text, argument.word().span())
                        + " may be several arguments or none, so there is not one argument list to be run.");
            }
            slots.add(reader.slot(argument));
        }
        return new Answer.Callable(new ScriptCall(slots, notes(around)));
    }

    private static List<String> notes(Surroundings around) {
        List<String> notes = new ArrayList<>();
        if (around.pipedFrom()) {
            notes.add("What is piped into the call is left out.");
        }
        if (!around.pipedInto().isEmpty()) {
            notes.add("The output is not piped into " + around.pipedInto() + ".");
        }
        if (!around.assignedTo().isEmpty()) {
            notes.add("The output is not assigned to $" + around.assignedTo() + ".");
        } else if (around.captured()) {
            notes.add("The call stands in a substitution; what is around it is left out.");
        }
        if (around.redirected()) {
            notes.add("The call's redirections are left out.");
        }
        if (around.background()) {
            notes.add("The call is not run in the background.");
        }
        return notes;
    }

    private static String shown(String text, Span span) {
        String written = text.substring(span.start(), span.end()).replaceAll("\\s+", " ");
        return written.length() > SHOWN ? written.substring(0, SHOWN) + "..." : written;
    }

    /** Reads arguments. */
    private record Reader(Call call, String text, boolean ignoresCase) {

        Slot slot(Argument argument) {
            Optional<String> known = argument.value().text();
            if (known.isPresent()) {
                return new Slot(List.of(new Part.Known(known.get())));
            }
            List<Value.Part> parts = argument.value().parts();
            long holes =
                    parts.stream().filter(Value.Part.Hole.class::isInstance).count();
            List<Piece> open = argument.word().pieces().stream()
                    .filter(piece -> !(piece instanceof Piece.Text))
                    .toList();
            if (holes != open.size()) {
                // Some of its variables are known, and which is not told: it is asked for as a whole.
                Word word = argument.word();
                return new Slot(List.of(unknown(shown(text, word.span()), word, true)));
            }
            List<Part> slot = new ArrayList<>();
            int next = 0;
            for (Value.Part part : parts) {
                if (part instanceof Value.Part.Text plain) {
                    slot.add(new Part.Known(plain.text()));
                } else {
                    slot.add(unknown(open.get(next++), argument.word(), parts.size() == 1));
                }
            }
            return new Slot(slot);
        }

        private Part.Unknown unknown(Piece piece, Word word, boolean whole) {
            if (piece instanceof Piece.Variable variable) {
                String name = ignoresCase ? variable.name().toLowerCase(Locale.ROOT) : variable.name();
                return new Part.Unknown("$" + name, "$" + variable.name(), option(word), whole);
            }
            return unknown(shown(text, piece.span()), word, whole);
        }

        private Part.Unknown unknown(String shown, Word word, boolean whole) {
            return new Part.Unknown(shown, shown, option(word), whole);
        }

        /** The option whose value a word is, or holds behind an equals sign. */
        private String option(Word word) {
            return call.given().stream()
                    .filter(given -> given.value().isPresent()
                            && word.span().start() <= given.valueSpan().start()
                            && given.valueSpan().end() <= word.span().end())
                    .map(given -> given.option().map(OptionSpec::name).orElse(given.name()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** What has to be asked for, each once, in order. */
    public List<Part.Unknown> unknowns() {
        Map<String, Part.Unknown> all = new LinkedHashMap<>();
        for (Slot slot : slots) {
            for (Part part : slot.parts()) {
                if (part instanceof Part.Unknown unknown) {
                    all.putIfAbsent(unknown.key(), unknown);
                }
            }
        }
        return List.copyOf(all.values());
    }

    /**
     * The argument list.
     *
     * @param values by key, for all that was to be asked for
     */
    public List<String> arguments(Map<String, String> values) {
        List<String> arguments = new ArrayList<>();
        for (Slot slot : slots) {
            StringBuilder argument = new StringBuilder();
            for (Part part : slot.parts()) {
                argument.append(
                        part instanceof Part.Known known
                                ? known.text()
                                : values.getOrDefault(((Part.Unknown) part).key(), ""));
            }
            arguments.add(argument.toString());
        }
        return arguments;
    }
}
