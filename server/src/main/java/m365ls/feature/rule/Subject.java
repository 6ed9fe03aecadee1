package m365ls.feature.rule;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.OptionSpec;
import m365ls.feature.NearNames;
import m365ls.feature.Snapshot;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Value;
import m365ls.script.Word;
import m365ls.text.Span;

/** What a rule looks at: one call, and what several rules ask about it. */
public final class Subject {

    private final Snapshot snapshot;
    private final Call call;
    private final NearNames nearNames;
    private final boolean namesKnown;
    private final String name;
    private final Optional<Former> former;

    /** @param nearNames shared by all calls of one look at a script */
    public Subject(Snapshot snapshot, Call call, NearNames nearNames) {
        this.snapshot = snapshot;
        this.call = call;
        this.nearNames = nearNames;
        this.namesKnown = call.names().stream().allMatch(n -> n.value().isKnown());
        this.name = joined(call.names());
        this.former = call.command().isPresent() || !namesKnown ? Optional.empty() : findFormer();
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Call call() {
        return call;
    }

    public NearNames nearNames() {
        return nearNames;
    }

    /** The script's text. */
    String text() {
        return snapshot.script().text();
    }

    /** The command whose options the tool goes on to read: none if it finds no command or shows help instead. */
    Optional<CommandSpec> reachedCommand() {
        return call.helpAsked() || !call.strays().isEmpty() ? Optional.empty() : call.command();
    }

    /** Whether all the words that name the command are known. */
    boolean namesKnown() {
        return namesKnown;
    }

    /** The words that name the command, strays among them, as the tool joins them. */
    String name() {
        return name;
    }

    /** The words that name the command; the program's word if there are none. */
    Span nameSpan() {
        List<Argument> names =
                call.names().subList(0, call.names().size() - call.strays().size());
        return names.isEmpty() ? call.invocation().program().span() : spanOf(names);
    }

    /** From the first to the last of the words these come from. */
    static Span spanOf(List<Argument> arguments) {
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (Argument argument : arguments) {
            start = Math.min(start, argument.word().span().start());
            end = Math.max(end, argument.word().span().end());
        }
        return new Span(Math.min(start, end), end);
    }

    /** The command that a former name at the start of the words now has, or had until it was removed. */
    Optional<Former> former() {
        return former;
    }

    private Optional<Former> findFormer() {
        List<Argument> names = call.names();
        for (int count = names.size(); count > 0; count--) {
            List<Argument> first = names.subList(0, count);
            Optional<FormerCommand> found = snapshot.former().command(joined(first));
            if (found.isPresent()) {
                String current = found.get().current();
                // Another version of the tool may not have the newer name yet: then it is just unknown.
                boolean fits =
                        current.isEmpty() || snapshot.catalog().find(current).isPresent();
                return fits ? Optional.of(new Former(found.get(), first)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether the option may be given although it is not written: by a context file or words that are not known. */
    boolean maySupply(CommandSpec command, String longName) {
        return !call.complete()
                || call.invocation().surroundings().splatsTable()
                || snapshot.contextFile().maySupply(longName)
                || (command.contextual() && snapshot.contextFile().present());
    }

    /** Whether the option's name stands in the script as it is, not in a list that is spread, nor in pieces. */
    boolean isWritten(Call.Given given) {
        String written = given.nameSpan().of(text());
        return written.startsWith("-") && written.endsWith(given.name());
    }

    /** How users would name the option: {@code --url}, {@code -u}. */
    static String dashed(String name) {
        return (name.length() == 1 ? "-" : "--") + name;
    }

    /** The word that {@code span} lies in. */
    Optional<Word> wordOf(Span span) {
        return call.invocation().words().stream()
                .filter(w -> w.span().encloses(span))
                .findFirst();
    }

    private static String joined(List<Argument> names) {
        StringJoiner joined = new StringJoiner(" ");
        names.forEach(n -> joined.add(n.value().prefix()));
        return joined.toString();
    }

    /** The known text of an option's value; nothing if it has none, or it is the name of a file to read. */
    static Optional<String> knownValue(Call.Given given) {
        return given.value().flatMap(Value::text).filter(text -> !text.startsWith("@"));
    }

    /** Whether no option that {@code command} declares before {@code option} is given. */
    boolean nothingGivenBefore(CommandSpec command, OptionSpec option) {
        for (OptionSpec earlier : command.options()) {
            if (earlier.name().equals(option.name())) {
                return true;
            }
            if (call.gives(earlier.name())) {
                return false;
            }
        }
        return true;
    }

    /** What the tool says when it finds no command; empty where it does not say so. */
    String notFound() {
        // A word that looks like a number is one to the tool, which may write it in another way.
        boolean speaks = namesKnown
                && call.names().stream()
                        .noneMatch(n -> Numbers.isNumber(n.value().prefix()))
                && !call.helpAsked()
                && call.given().stream()
                        .filter(g -> g.name().equals("output"))
                        .allMatch(g ->
                                knownValue(g).filter(v -> !v.equals("none")).isPresent());
        return speaks ? "Command '" + name + "' was not found." : "";
    }

    /**
     * {@code message}, which the tool prints when it checks options; empty if it may stop before, because it would have to
     * complete an address that begins with a slash and may not know the tenant's.
     */
    String whenChecked(String message) {
        boolean mayStop = call.given().stream()
                .anyMatch(g -> g.option().filter(OptionSpec::serverRelative).isPresent()
                        && g.value()
                                .filter(v -> v.prefix().startsWith("/")
                                        || (v.prefix().isEmpty() && !v.isKnown()))
                                .isPresent());
        return mayStop ? "" : message;
    }

    /** Whether the same option is given elsewhere too. */
    boolean isOneOfSeveral(Call.Given given, OptionSpec option) {
        return call.given().stream()
                .anyMatch(other -> other != given
                        && other.option()
                                .filter(o -> o.name().equals(option.name()))
                                .isPresent());
    }

    /** Whether the same option was given before {@code given}. */
    boolean isRepeated(Call.Given given, OptionSpec option) {
        for (Call.Given other : call.given()) {
            if (other == given) {
                return false;
            }
            if (other.option().filter(o -> o.name().equals(option.name())).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * A former command.
     *
     * @param command what became of it
     * @param words those that are its name
     */
    record Former(FormerCommand command, List<Argument> words) {
        Former {
            words = List.copyOf(words);
        }
    }
}
