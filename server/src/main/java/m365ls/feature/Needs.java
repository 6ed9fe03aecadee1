package m365ls.feature;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.script.Call;

/**
 * What a call still needs before the command runs, beyond conditions that only its rules know.
 *
 * @param required options that must be given and are not
 * @param sets option sets of which one must be given and none is
 */
record Needs(List<OptionSpec> required, List<OptionSet> sets) {

    Needs {
        required = List.copyOf(required);
        sets = List.copyOf(sets);
    }

    /** What {@code call}, read as one of {@code command}, needs; nothing where that cannot be known. */
    static Needs of(CommandSpec command, Call call, ContextFile contextFile) {
        if (!call.complete()) {
            return new Needs(List.of(), List.of());
        }
        List<OptionSpec> required = command.options().stream()
                .filter(o -> o.required() && !call.gives(o.name()) && !contextFile.maySupply(o.name()))
                .toList();
        List<OptionSet> sets = command.optionSets().stream()
                .filter(s -> s.atLeastOne() && !s.conditional())
                .filter(s -> s.options().stream().noneMatch(o -> call.gives(o) || contextFile.maySupply(o)))
                .toList();
        return new Needs(required, sets);
    }

    boolean isEmpty() {
        return required.isEmpty() && sets.isEmpty();
    }

    boolean requires(OptionSpec option) {
        return required.stream().anyMatch(one -> one.name().equals(option.name()));
    }

    /** The set among those still open that {@code option} belongs to. */
    Optional<OptionSet> setOf(OptionSpec option) {
        return sets.stream().filter(s -> s.options().contains(option.name())).findFirst();
    }
}
