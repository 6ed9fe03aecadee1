package m365ls.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;

/**
 * Finds the names that someone may have meant who wrote another.
 *
 * <p>One is made for each look at a script: it remembers what it found, so that a mistake repeated a thousand times
 * costs little more than once, and it gives up after {@link #MOST_COMMANDS} different commands.
 */
public final class NearNames {

    /** How many names are offered at most. */
    public static final int MOST_NAMES = 3;

    /** How many different unknown commands of a script are compared with the catalogue. */
    private static final int MOST_COMMANDS = 200;

    /** Texts longer than this are nobody's slip of the finger. */
    private static final int LONGEST = 100;

    private final Catalog catalog;
    private final Map<String, List<String>> commands = new HashMap<>();

    public NearNames(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Names of commands near {@code name}, the nearest first. */
    public List<String> commands(String name) {
        List<String> known = commands.get(name);
        if (known != null) {
            return known;
        }
        if (commands.size() >= MOST_COMMANDS || name.length() > LONGEST) {
            return List.of();
        }
        List<String> found = findCommands(name);
        commands.put(name, found);
        return found;
    }

    private List<String> findCommands(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String wantedWords = sorted(wanted);
        int most = Math.max(2, wanted.length() / 5);
        List<Near> found = new ArrayList<>();
        for (CommandSpec command : catalog.commands()) {
            consider(command.name(), wanted, wantedWords, most, found);
            for (String alias : command.aliases()) {
                consider(alias, wanted, wantedWords, most, found);
            }
        }
        return best(found);
    }

    private static void consider(String candidate, String wanted, String wantedWords, int most, List<Near> found) {
        int distance = distance(wanted, candidate, most);
        // The right words in another order are as good as one wrong letter.
        if (distance > 1
                && candidate.length() == wanted.length()
                && sorted(candidate).equals(wantedWords)) {
            distance = 1;
        }
        if (distance <= most) {
            found.add(new Near(candidate, distance));
        }
    }

    private static String sorted(String words) {
        String[] parts = words.split(" ");
        Arrays.sort(parts);
        return String.join(" ", parts);
    }

    /** Long names of options of {@code command} near {@code name} (without dashes), the nearest first. */
    public static List<String> options(CommandSpec command, String name) {
        if (name.length() < 2 || name.length() > LONGEST) {
            return List.of();
        }
        String wanted = folded(name);
        int most = Math.max(1, wanted.length() / 3);
        List<Near> found = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            String candidate = folded(option.name());
            int distance = distance(wanted, candidate, most);
            // --url where --webUrl is meant, or the reverse.
            if (distance > most && wanted.length() > 1 && candidate.length() > 1 && isTail(wanted, candidate)) {
                distance = most;
            }
            if (distance <= most) {
                found.add(new Near(option.name(), distance));
            }
        }
        return best(found);
    }

    private static boolean isTail(String one, String other) {
        return one.endsWith(other) || other.endsWith(one);
    }

    /** Allowed values near {@code value}, the nearest first. */
    public static List<String> values(List<String> allowed, String value) {
        if (value.length() > LONGEST) {
            return List.of();
        }
        String wanted = folded(value);
        int most = Math.max(1, wanted.length() / 3);
        List<Near> found = new ArrayList<>();
        for (String candidate : allowed) {
            int distance = distance(wanted, folded(candidate), most);
            if (distance <= most) {
                found.add(new Near(candidate, distance));
            }
        }
        return best(found);
    }

    /** Rule ids or other plain names near {@code name}, the nearest first. */
    static List<String> among(Iterable<String> names, String name) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        return values(all, name);
    }

    /** Case and dashes are what people get wrong first: {@code --web-url}, {@code --WebUrl}. */
    private static String folded(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static List<String> best(List<Near> found) {
        // Where only case or dashes differ, nothing else is meant; nor what is much farther than the nearest.
        int nearest = found.stream().mapToInt(Near::distance).min().orElse(0);
        int farthest = nearest == 0 ? 0 : nearest + 1;
        return found.stream()
                .filter(near -> near.distance() <= farthest)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name)
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }

    /**
     * How many letters must be added, dropped, changed or swapped with their neighbour to make one text of the other
     * (optimal string alignment); any number above {@code most} if it is more than that.
     */
    static int distance(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            // Cells farther than `most` from the diagonal cannot lead to a distance that counts.
            int from = Math.max(1, i - most);
            int to = Math.min(other.length(), i + most);
            Arrays.fill(row, most + 1);
            row[0] = i;
            int least = from == 1 ? i : most + 1;
            for (int j = from; j <= to; j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int cell = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cell = Math.min(cell, beforeLast[j - 2] + 1);
                }
                row[j] = cell;
                least = Math.min(least, cell);
            }
            if (least > most) {
                return most + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }

    private record Near(String name, int distance) {}
}
