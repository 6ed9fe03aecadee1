package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.script.Call;

/** What a command still needs. */
public final class Signatures {

    private Signatures() {}

    /** What the command at {@code offset} takes and still needs; nothing before its name is complete. */
    public static Optional<Signature> at(Snapshot snapshot, int offset) {
        Cursor cursor = Cursor.at(snapshot.script(), snapshot.catalog(), offset);
        if (cursor instanceof Cursor.CommandWord on) {
            // A group of commands that is a command too: its name may be complete.
            return on.place().span().isEmpty()
                    ? on.level()
                            .flatMap(l -> l.command())
                            .map(command -> of(snapshot, command, on.call(), Optional.empty()))
                    : Optional.empty();
        } else if (cursor instanceof Cursor.OptionName on) {
            return on.command().map(command -> of(snapshot, command, on.call(), on.option()));
        } else if (cursor instanceof Cursor.OptionValue on) {
            return on.command().map(command -> of(snapshot, command, on.call(), Optional.of(on.option())));
        } else if (cursor instanceof Cursor.Unknown on) {
            return on.call().command().map(command -> of(snapshot, command, on.call(), on.option()));
        } else if (cursor instanceof Cursor.Nothing || cursor instanceof Cursor.ProgramWord) {
            return Optional.empty();
        }
        throw new AssertionError(cursor);
    }

    /** @param active the option the cursor is at */
    private static Signature of(Snapshot snapshot, CommandSpec command, Call call, Optional<OptionSpec> active) {
        Needs needs = Needs.of(command, call, snapshot.contextFile());
        Label label = new Label(command.name());
        Optional<OptionSpec> unplaced = active;
        for (OptionSpec option : command.options()) {
            boolean here = active.isPresent() && active.get().name().equals(option.name());
            if (needs.requires(option) || (here && option.required())) {
                label.add(usage(option), here, explain(snapshot, command, option, here));
                unplaced = here ? Optional.empty() : unplaced;
            }
        }
        for (OptionSet set : command.optionSets()) {
            Optional<OptionSpec> within = active.filter(o -> set.options().contains(o.name()));
            if (needs.sets().contains(set)
                    || (within.isPresent() && set.atLeastOne() && !set.conditional() && unplaced.isPresent())) {
                String usage = set.options().stream()
                        .map(command::option)
                        .flatMap(Optional::stream)
                        .map(Signatures::usage)
                        .collect(Collectors.joining(" | "));
                boolean here = within.isPresent();
                String markdown =
                        within.map(o -> explain(snapshot, command, o, true)).orElse("One of these is needed.");
                label.add(usage, here, markdown);
                unplaced = here ? Optional.empty() : unplaced;
            }
        }
        unplaced.ifPresent(o -> label.add("[" + usage(o) + "]", true, explain(snapshot, command, o, true)));
        if (command.options().stream().anyMatch(o -> !call.gives(o.name()) && !o.required())) {
            label.add("[options]", false, "");
        }
        return label.signature(missing(needs, call));
    }

    private static String missing(Needs needs, Call call) {
        if (!call.complete()) {
            return "";
        }
        List<String> missing = new ArrayList<>();
        needs.required().forEach(o -> missing.add("`--" + o.name() + "`"));
        needs.sets()
                .forEach(set -> missing.add("one of "
                        + set.options().stream().map(o -> "`--" + o + "`").collect(Collectors.joining(", "))));
        return missing.isEmpty() ? "Nothing is missing." : "Still missing: " + String.join("; ", missing) + ".";
    }

    /** How an option is written: {@code --url <url>}, or only its name for a switch. */
    private static String usage(OptionSpec option) {
        return option.isSwitch() ? "--" + option.name() : "--" + option.name() + " <" + option.name() + ">";
    }

    private static String explain(Snapshot snapshot, CommandSpec command, OptionSpec option, boolean here) {
        return here ? Markdown.inline(snapshot.catalog().text(command).options().getOrDefault(option.name(), "")) : "";
    }

    /** A label under construction. */
    private static final class Label {

        private final StringBuilder text;
        private final List<Signature.Parameter> parameters = new ArrayList<>();
        private int active = -1;

        Label(String name) {
            text = new StringBuilder(name);
        }

        void add(String part, boolean here, String markdown) {
            text.append(' ');
            int start = text.length();
            text.append(part);
            active = here ? parameters.size() : active;
            parameters.add(new Signature.Parameter(start, text.length(), markdown));
        }

        Signature signature(String markdown) {
            return new Signature(text.toString(), markdown, parameters, active);
        }
    }
}
