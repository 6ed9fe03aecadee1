package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import m365ls.catalog.OptionSpec;
import m365ls.feature.Calls;
import m365ls.feature.NearNames;
import m365ls.feature.Snapshot;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.script.Word;
import m365ls.text.Span;

/** What a rule looks at: one call, and what several rules ask about it. */
public final class Subject {

    private final Snapshot snapshot;
    private final boolean windowsPowerShell;
    private final Invocation written;
    private final Call call;
    private final NearNames nearNames;
    private final Context context;
    private final Optional<CommandSpec> reached;
    private final boolean namesKnown;
    private final Optional<Former> former;
    private final Map<String, List<String>> meant = new HashMap<>();
    private Optional<Boolean> mayStop = Optional.empty();
    private final List<Call.Given> given = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();

    /**
     * @param calls how the script's calls are read
     * @param nearNames shared by all calls of one look at a script
     * @param context what the script around the call tells about it
     */
    public Subject(Snapshot snapshot, Calls calls, Invocation written, NearNames nearNames, Context context) {
        this.snapshot = snapshot;
        this.windowsPowerShell = calls.windowsPowerShell();
        this.written = written;
        this.call = calls.read(written);
        this.nearNames = nearNames;
        this.context = context;
        this.namesKnown = areKnown(call.names());
        this.reached = call.helpAsked() || !call.strays().isEmpty() ? Optional.empty() : call.command();
        sortGiven();
        this.former = call.command().isPresent() || !namesKnown ? Optional.empty() : findFormer();
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** The same call with other arguments, which reach the tool as they are. */
    Subject with(List<Argument> arguments) {
        Invocation passed = call.invocation();
        Invocation changed = new Invocation(
                passed.span(), passed.reach(), passed.program(), passed.words(), arguments, passed.surroundings());
        return new Subject(snapshot, new Calls(snapshot.catalog(), false), changed, nearNames, context);
    }

    public Call call() {
        return call;
    }

    /** Whether Windows PowerShell 5.1 runs the script. */
    boolean windowsPowerShell() {
        return windowsPowerShell;
    }

    /** The call as the script writes it, of which Windows PowerShell 5.1 may make another. */
    Invocation written() {
        return written;
    }

    /** What the script around the call tells about it. */
    Context context() {
        return context;
    }

    public NearNames nearNames() {
        return nearNames;
    }

    /** The options as they are given, but for the letters of {@link #bundles()}. */
    List<Call.Given> given() {
        return given;
    }

    /** The words of which the tool reads each letter as an option, though they cannot be meant so. */
    List<Bundle> bundles() {
        return bundles;
    }

    private void sortGiven() {
        List<Call.Given> all = call.given();
        for (int i = 0; i < all.size(); ) {
            int end = i + 1;
            Optional<Word> word = all.get(i).name().length() == 1
                    ? wordOf(all.get(i).nameSpan()).filter(this::isSeveralLetters)
                    : Optional.empty();
            while (word.isPresent()
                    && end < all.size()
                    && word.get().span().encloses(all.get(end).nameSpan())) {
                end++;
            }
            if (word.isEmpty()) {
                given.add(all.get(i));
                i = end;
                continue;
            }
            List<Call.Given> letters = all.subList(i, end);
            boolean unknown = letters.stream().anyMatch(g -> g.option().isEmpty());
            if (unknown && call.command().isPresent()) {
                bundles.add(new Bundle(word.get().span(), word.get().span().of(text())));
            } else {
                given.addAll(letters);
            }
            i = end;
        }
    }

    /**
     * Whether the command has no such option. Help is dealt with before: where options are read at all, a {@code --help=}
     * or {@code --no-help} was left over, and no command knows it.
     */
    static boolean isUnknown(Call.Given given) {
        return given.option().isEmpty()
                || (given.option().get().global() && given.option().get().name().equals("help"));
    }

    /** When a schema comes across an option: the global ones first, then the command's own as they are declared. */
    static int order(CommandSpec command, OptionSpec option) {
        int index = command.options().indexOf(option);
        return option.global() ? index - command.options().size() : index;
    }

    private boolean isSeveralLetters(Word word) {
        String written = word.span().of(text());
        return written.length() > 2
                && written.charAt(0) == '-'
                && Character.isLetter(written.charAt(1))
                && Character.isLetter(written.charAt(2));
    }

    /** The script's text. */
    String text() {
        return snapshot.script().text();
    }

    /** The command whose options the tool goes on to read: none if it finds no command or shows help instead. */
    Optional<CommandSpec> reachedCommand() {
        return reached;
    }

    private static boolean areKnown(List<Argument> arguments) {
        for (Argument argument : arguments) {
            if (!argument.value().isKnown()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all the words that name the command are known. */
    boolean namesKnown() {
        return namesKnown;
    }

    /** The words that name the command in front of the first that is not known, which are the first words in any case. */
    List<Argument> namesBeforeUnknownWords() {
        int known = call.invocation().arguments().stream()
                .filter(a -> !a.value().isKnown())
                .mapToInt(a -> a.word().span().start())
                .min()
                .orElse(Integer.MAX_VALUE);
        return call.names().stream()
                .filter(n -> n.word().span().start() < known)
                .toList();
    }

    /** The words that name the command, strays among them, as the tool joins them. */
    String name() {
        return joined(call.names());
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
        for (int count = Math.min(names.size(), snapshot.former().mostWords()); count > 0; count--) {
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

    /** Long names of the command's options that {@code given}, which it does not have, may be meant for. */
    List<String> meant(CommandSpec command, Call.Given given) {
        return meant.computeIfAbsent(
                given.name(),
                name -> NearNames.options(command, name).stream()
                        .filter(near -> !gives(near))
                        .toList());
    }

    /** Long names of the command's options that a bundle may be meant for. */
    List<String> near(CommandSpec command, Bundle bundle) {
        int end = bundle.written().indexOf('=');
        String name = bundle.written().substring(1, end < 0 ? bundle.written().length() : end);
        return NearNames.options(command, name).stream()
                .filter(near -> !gives(near))
                .toList();
    }

    private boolean gives(String longName) {
        return given.stream()
                .anyMatch(g -> g.option().filter(o -> o.name().equals(longName)).isPresent());
    }

    /**
     * Whether an option is given, or a former or misspelt name of it: to say of {@code --ulr} that {@code --url} is
     * missing as well would help nobody.
     */
    boolean seemsGiven(CommandSpec command, String longName) {
        if (call.gives(longName)) {
            return true;
        }
        for (Bundle bundle : bundles) {
            if (near(command, bundle).stream().limit(1).anyMatch(longName::equals)) {
                return true;
            }
        }
        for (Call.Given given : given) {
            if (given.option().isEmpty()) {
                Optional<String> current = FormerName.former(this, given).map(FormerOption::current);
                if (current.isPresent()
                        ? current.get().equals(longName)
                        : meant(command, given).stream().limit(1).anyMatch(longName::equals)) {
                    return true;
                }
            }
        }
        return false;
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
        List<Word> words = call.invocation().words();
        int found = wordsBefore(span.start() + 1, word -> word.span().start()) - 1;
        // Of two words that touch each other the first may hold an empty span between them.
        boolean first = found > 0 && words.get(found - 1).span().encloses(span);
        int at = first ? found - 1 : found;
        return at >= 0 && words.get(at).span().encloses(span) ? Optional.of(words.get(at)) : Optional.empty();
    }

    /** Where the last word ends that ends before {@code offset} or there; the program's if none does. */
    int endBefore(int offset) {
        int count = wordsBefore(offset + 1, word -> word.span().end());
        Span last = count == 0
                ? call.invocation().program().span()
                : call.invocation().words().get(count - 1).span();
        return last.end();
    }

    /** How many words there are whose {@code place} is before {@code offset}; the words stand in order. */
    private int wordsBefore(int offset, ToIntFunction<Word> place) {
        List<Word> words = call.invocation().words();
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place.applyAsInt(words.get(middle)) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String joined(List<Argument> names) {
        StringJoiner joined = new StringJoiner(" ");
        for (Argument name : names) {
            joined.add(name.value().prefix());
        }
        return joined.toString();
    }

    /** The known text of an option's value; nothing if it has none, or it is the name of a file to read. */
    static Optional<String> knownValue(Call.Given given) {
        Optional<String> text = given.value().isPresent() ? given.value().get().text() : Optional.empty();
        return text.isPresent() && text.get().startsWith("@") ? Optional.empty() : text;
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
        // Of the beginning of a name it only shows what there is.
        String name = name();
        boolean begins = speaks
                && snapshot.catalog().commands().stream().anyMatch(c -> c.name().startsWith(name));
        return speaks && !begins ? "Command '" + name + "' was not found." : "";
    }

    /**
     * {@code message}, which the tool prints when it checks options; empty if it may stop before, because it would have to
     * complete an address that begins with a slash and may not know the tenant's.
     */
    String whenChecked(String message) {
        if (mayStop.isEmpty()) {
            mayStop = Optional.of(mayStopBeforeChecks());
        }
        return mayStop.get() ? "" : message;
    }

    private boolean mayStopBeforeChecks() {
        return call.given().stream()
                .anyMatch(g -> g.option().filter(OptionSpec::serverRelative).isPresent()
                        && g.value()
                                .filter(v -> v.prefix().startsWith("/")
                                        || (v.prefix().isEmpty() && !v.isKnown()))
                                .isPresent());
    }

    /** Whether an option is given more than once. */
    boolean isGivenTwice(OptionSpec option) {
        int times = 0;
        for (int i = 0; i < given.size() && times < 2; i++) {
            Optional<OptionSpec> other = given.get(i).option();
            times += other.isPresent() && other.get().name().equals(option.name()) ? 1 : 0;
        }
        return times > 1;
    }

    /**
     * A word with one dash and several letters, at least one of them no option of the command, such as {@code -webUrl}.
     *
     * @param span all of it
     * @param written its text
     */
    record Bundle(Span span, String written) {}

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
