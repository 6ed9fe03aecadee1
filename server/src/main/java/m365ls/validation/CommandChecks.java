package m365ls.validation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.CommandRules;
import m365ls.catalog.CommandRules.Tree;

/**
 * What one command checks, ready to be evaluated. Immutable and safe to share between threads.
 *
 * @param addresses names of options whose value is completed with the tenant's SharePoint address if it begins with a
 *     slash
 * @param checks how it checks its options
 */
record CommandChecks(Set<String> addresses, Checks checks) {

    CommandChecks {
        addresses = Set.copyOf(addresses);
    }

    /** How a command checks its options. */
    sealed interface Checks {}

    /** In a way that the catalogue does not tell. */
    record Unresolved() implements Checks {}

    /** With a schema. */
    record BySchema(Schema schema) implements Checks {}

    /**
     * In the older way: one step after the other, up to the first that has something to say.
     *
     * @param required the required options, in the order in which they are asked for
     * @param sets options of which exactly one must be given, in order
     * @param validators the command's own checks
     */
    record InSteps(List<String> required, List<OneOf> sets, List<Closure> validators) implements Checks {
        InSteps {
            required = List.copyOf(required);
            sets = List.copyOf(sets);
            validators = List.copyOf(validators);
        }
    }

    /**
     * Options of which exactly one must be given.
     *
     * @param condition under which that is so; empty if always
     */
    record OneOf(List<String> options, Optional<Closure> condition) {
        OneOf {
            options = List.copyOf(options);
        }
    }

    static CommandChecks of(CommandRules rules) {
        Tree tree = rules.tree();
        Set<String> addresses = Set.copyOf(Trees.texts(Trees.get(tree, "addresses")));
        if (!(tree instanceof Tree.Fields)) {
            return new CommandChecks(addresses, new Unresolved());
        }
        if (rules.schema().equals("zod")) {
            return new CommandChecks(addresses, new BySchema(SchemaReader.options(tree)));
        }
        List<OneOf> sets = Trees.items(Trees.get(tree, "optionSets")).stream()
                .map(set -> new OneOf(
                        Trees.texts(Trees.get(set, "options")),
                        Trees.find(set, "runsWhen").map(ProgramReader::closure)))
                .toList();
        List<Closure> validators = Trees.items(Trees.get(tree, "validators")).stream()
                .map(ProgramReader::closure)
                .toList();
        return new CommandChecks(addresses, new InSteps(Trees.texts(Trees.get(tree, "required")), sets, validators));
    }
}
