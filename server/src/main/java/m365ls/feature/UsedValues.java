package m365ls.feature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.Catalog;
import m365ls.catalog.OptionSpec;
import m365ls.script.Invocation;
import m365ls.script.Piece;
import m365ls.script.Script;
import m365ls.script.Word;

/**
 * The values that a script already gives to an option, whatever the command.
 *
 * <p>Looks for the option's name in the text and only then at the calls: a script may have ten thousand lines, and this
 * runs while somebody types.
 */
final class UsedValues {

    /** More would only be in the way. */
    private static final int MOST = 50;

    /** So many places of an option are looked at, the nearest ones, however often it is used. */
    private static final int MOST_PLACES = 1_000;

    /** So many calls may lie in another one before a place of it. */
    private static final int MOST_NESTED = 16;

    /** Longer values are texts, not something to write again. */
    private static final int LONGEST = 200;

    private static final List<String> SECRETS =
            List.of("password", "passphrase", "secret", "key", "token", "certificate", "credential", "thumbprint");

    private final String text;
    private final List<Invocation> invocations;
    private final Catalog catalog;
    private final OptionSpec option;
    private final int here;
    private final Set<String> values = new LinkedHashSet<>();
    private int places;

    private UsedValues(Script script, Catalog catalog, OptionSpec option, int here) {
        this.text = script.text();
        this.invocations = script.invocations();
        this.catalog = catalog;
        this.option = option;
        this.here = here;
    }

    /**
     * The values of {@code option} that are written out elsewhere than at {@code here}: those before it, the nearest
     * first, then those behind it. None for an option that may hold a secret.
     */
    static List<String> of(Script script, Catalog catalog, OptionSpec option, int here) {
        String name = option.name().toLowerCase(Locale.ROOT);
        if (SECRETS.stream().anyMatch(name::contains)) {
            return List.of();
        }
        UsedValues used = new UsedValues(script, catalog, option, here);
        used.lookBefore();
        used.lookBehind();
        return List.copyOf(used.values);
    }

    private void lookBefore() {
        for (String name : names()) {
            int at = text.lastIndexOf(name, here - 1);
            while (at >= 0 && mayGoOn()) {
                look(at, name);
                at = text.lastIndexOf(name, at - 1);
            }
        }
    }

    private void lookBehind() {
        for (String name : names()) {
            int at = text.indexOf(name, here);
            while (at >= 0 && mayGoOn()) {
                look(at, name);
                at = text.indexOf(name, at + 1);
            }
        }
    }

    private List<String> names() {
        String name = "--" + option.name();
        return option.shortName().isEmpty() ? List.of(name) : List.of(name, "-" + option.shortName());
    }

    private boolean mayGoOn() {
        return values.size() < MOST && places < MOST_PLACES;
    }

    private void look(int at, String name) {
        int end = at + name.length();
        boolean begins = at > 0 && Character.isWhitespace(text.charAt(at - 1));
        boolean ends = end < text.length() && (Character.isWhitespace(text.charAt(end)) || text.charAt(end) == '=');
        if (!begins || !ends) {
            return;
        }
        places++;
        invocationAround(at)
                .filter(invocation -> means(invocation, name))
                .flatMap(invocation -> valueOf(invocation.words(), at, end))
                .flatMap(UsedValues::literal)
                .ifPresent(values::add);
    }

    /** The call that the word at {@code at} may belong to: the nearest one that starts before it and reaches it. */
    private Optional<Invocation> invocationAround(int at) {
        int low = 0;
        int high = invocations.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (invocations.get(middle).span().start() <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - MOST_NESTED); i--) {
            if (invocations.get(i).span().contains(at)) {
                return Optional.of(invocations.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether a short name stands for the same option in this call's command. A long name is enough by itself. */
    private boolean means(Invocation invocation, String written) {
        if (written.startsWith("--")) {
            return true;
        }
        StringBuilder name = new StringBuilder();
        for (Word word : invocation.words()) {
            if (text.charAt(word.span().start()) == '-') {
                break;
            }
            name.append(name.isEmpty() ? "" : " ").append(word.span().of(text));
        }
        return catalog.find(name.toString())
                .flatMap(command -> command.shortOption(option.shortName()))
                .filter(o -> o.name().equals(option.name()))
                .isPresent();
    }

    /** What stands behind the name from {@code start} to {@code end}, in the same word or in the next one. */
    private Optional<Word> valueOf(List<Word> words, int start, int end) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word.span().start() != start) {
                continue;
            }
            boolean attached = end < word.span().end();
            if (!attached && i + 1 == words.size()) {
                return Optional.empty();
            }
            Word value = attached ? Place.tail(word, end + 1) : words.get(i + 1);
            return value.span().touches(here) ? Optional.empty() : Optional.of(value);
        }
        return Optional.empty();
    }

    /** The word's value, if it is written out and worth writing again. */
    private static Optional<String> literal(Word word) {
        StringBuilder value = new StringBuilder();
        for (Piece piece : word.pieces()) {
            if (!(piece instanceof Piece.Text known) || value.length() > LONGEST) {
                return Optional.empty();
            }
            value.append(known.text());
        }
        boolean fit = !value.isEmpty()
                && value.length() <= LONGEST
                && value.charAt(0) != '-'
                && value.chars().noneMatch(Character::isISOControl);
        return fit ? Optional.of(value.toString()) : Optional.empty();
    }
}
