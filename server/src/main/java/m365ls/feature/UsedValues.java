package m365ls.feature;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.OptionSpec;
import m365ls.script.Invocation;
import m365ls.script.Piece;
import m365ls.script.Script;
import m365ls.script.Word;
import m365ls.text.Span;

/** The values that a script already gives to an option, whatever the command. */
final class UsedValues {

    /** More would only be in the way. */
    private static final int MOST = 50;

    /** Longer values are texts, not something to write again. */
    private static final int LONGEST = 200;

    private static final List<String> SECRETS =
            List.of("password", "passphrase", "secret", "key", "token", "certificate", "credential", "thumbprint");

    private UsedValues() {}

    /**
     * The values of {@code option} that are written out elsewhere than in {@code except}, the most frequent first. None
     * for an option that may hold a secret.
     */
    static List<String> of(Script script, Catalog catalog, OptionSpec option, Span except) {
        String lower = option.name().toLowerCase(Locale.ROOT);
        if (SECRETS.stream().anyMatch(lower::contains)) {
            return List.of();
        }
        String text = script.text();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Invocation invocation : script.invocations()) {
            List<Word> words = invocation.words();
            for (int i = 0; i < words.size(); i++) {
                int behind = behindName(text, words.get(i), option, invocation, catalog);
                if (behind < 0) {
                    continue;
                }
                Word value = behind == words.get(i).span().end() && i + 1 < words.size()
                        ? words.get(i + 1)
                        : Place.tail(
                                words.get(i),
                                Math.min(behind + 1, words.get(i).span().end()));
                if (!value.span().isEmpty() && !value.span().touches(except.start())) {
                    literal(value).ifPresent(v -> counts.merge(v, 1, Integer::sum));
                }
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The offset behind the option's name, if {@code word} gives it; else -1. Compares text first: files are long. */
    private static int behindName(String text, Word word, OptionSpec option, Invocation invocation, Catalog catalog) {
        int start = word.span().start();
        if (text.charAt(start) != '-') {
            return -1;
        }
        if (text.startsWith("--", start)) {
            int end = start + 2 + option.name().length();
            return text.startsWith(option.name(), start + 2) && endsName(text, word, end) ? end : -1;
        }
        int end = start + 1 + option.shortName().length();
        return !option.shortName().isEmpty()
                        && text.startsWith(option.shortName(), start + 1)
                        && endsName(text, word, end)
                        && means(text, invocation, option, catalog)
                ? end
                : -1;
    }

    private static boolean endsName(String text, Word word, int end) {
        return end == word.span().end() || (end < word.span().end() && text.charAt(end) == '=');
    }

    /** Whether the short name stands for the same option in this call's command. */
    private static boolean means(String text, Invocation invocation, OptionSpec option, Catalog catalog) {
        StringBuilder name = new StringBuilder();
        for (Word word : invocation.words()) {
            if (text.charAt(word.span().start()) == '-') {
                break;
            }
            name.append(name.isEmpty() ? "" : " ").append(word.span().of(text));
        }
        return catalog.find(name.toString())
                .flatMap(c -> c.shortOption(option.shortName()))
                .filter(o -> o.name().equals(option.name()))
                .isPresent();
    }

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
