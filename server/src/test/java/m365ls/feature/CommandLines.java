package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;

/** Makes command lines of all commands: right ones, and ones with each mistake that people make. */
final class CommandLines {

    private final Catalog catalog;
    private final Random random;

    CommandLines(Catalog catalog, long seed) {
        this.catalog = catalog;
        this.random = new Random(seed);
    }

    /** {@code each} or a few more lines for every command. */
    List<List<String>> make(int each) {
        List<List<String>> lines = new ArrayList<>();
        for (CommandSpec command : catalog.commands()) {
            List<List<String>> grounds = grounds(command);
            lines.addAll(grounds.subList(0, Math.min(grounds.size(), 2)));
            for (int i = 0; i < each; i++) {
                List<String> line = new ArrayList<>(grounds.get(random.nextInt(grounds.size())));
                int changes = 1 + random.nextInt(2);
                for (int change = 0; change < changes; change++) {
                    change(command, line);
                }
                lines.add(line);
            }
        }
        return lines;
    }

    /** Command lines that are likely right: the documented ones, and one put together from what must be given. */
    List<List<String>> grounds(CommandSpec command) {
        List<List<String>> grounds = new ArrayList<>();
        for (CommandText.Example example : catalog.text(command).examples()) {
            if (example.valid()) {
                words(example.code()).ifPresent(grounds::add);
            }
        }
        List<String> made = new ArrayList<>(List.of(command.name().split(" ")));
        command.options().stream().filter(OptionSpec::required).forEach(o -> add(command, made, o));
        for (OptionSet set : command.optionSets()) {
            if (!set.conditional() && set.atLeastOne()) {
                String chosen = set.options().get(random.nextInt(set.options().size()));
                command.option(chosen).ifPresent(o -> add(command, made, o));
            }
        }
        grounds.add(made);
        return grounds;
    }

    /** The arguments of a documented line that is one call with plain quotes. */
    private static java.util.Optional<List<String>> words(String code) {
        if (!code.startsWith("m365 ") || code.strip().matches("(?s).*[`$\\\\\\n|;&<>()].*")) {
            return java.util.Optional.empty();
        }
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : (code.strip() + " ").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (c == ' ') {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        return quote == 0 ? java.util.Optional.of(words.subList(1, words.size())) : java.util.Optional.empty();
    }

    /** {@code ground} with {@code option} by its long name, in place of what excludes it. */
    List<String> with(CommandSpec command, List<String> ground, OptionSpec option) {
        List<String> line = new ArrayList<>(ground);
        for (OptionSet set : command.optionSets()) {
            if (set.atMostOne() && set.options().contains(option.name())) {
                for (String other : set.options()) {
                    removeAll(line, command.option(other));
                }
            }
        }
        removeAll(line, java.util.Optional.of(option));
        add(command, line, option);
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).equals("-" + option.shortName())) {
                line.set(i, "--" + option.name());
            }
        }
        return line;
    }

    private static void removeAll(List<String> line, java.util.Optional<OptionSpec> option) {
        for (int i = 0; option.isPresent() && i < line.size(); ) {
            String word = line.get(i);
            if (word.equals("--" + option.get().name())
                    || word.equals("-" + option.get().shortName())) {
                if (hasValue(line, i)) {
                    line.remove(i + 1);
                }
                line.remove(i);
            } else {
                i++;
            }
        }
    }

    private void change(CommandSpec command, List<String> line) {
        switch (random.nextInt(20)) {
            case 0, 1 -> dropOption(line);
            case 2 -> repeatOption(line);
            case 3 -> line.add("--" + misspelt(option(command).name()));
            case 4 -> line.addAll(List.of("--noSuchOption", "x"));
            case 5 -> line.addAll(List.of("--" + option(command).name(), "no-such-value"));
            case 6 -> line.add("stray");
            case 7 -> line.add(random.nextInt(line.size() + 1), "stray");
            case 8 -> dropValue(line);
            case 9 -> attachValue(line);
            case 10 -> shorten(command, line);
            case 11, 12, 13 -> add(command, line, option(command));
            case 14 -> {
                OptionSpec option = option(command);
                line.addAll(
                        List.of("--" + option.name(), pick("true", "false", "yes", "No", "1", "0", "maybe", "ON", "")));
            }
            case 15 -> line.add("--" + option(command).name() + "=" + pick("true", "no", "x", "", "5"));
            case 16 -> line.add("--no-" + option(command).name());
            case 17 ->
                line.add(
                        pick("--help", "-h", "--", "-", "--debug", "-d", "--output", "--verbose=false", "--debug=yes"));
            case 18 ->
                line.addAll(
                        List.of(pick("-o", "--output"), pick("json", "text", "csv", "md", "none", "xml", "JSON", "")));
            default -> line.set(0, pick(line.get(0).toUpperCase(Locale.ROOT), line.get(0), "spo", "m365"));
        }
    }

    private OptionSpec option(CommandSpec command) {
        return command.options().get(random.nextInt(command.options().size()));
    }

    private void add(CommandSpec command, List<String> line, OptionSpec option) {
        boolean asShort = !option.shortName().isEmpty() && random.nextInt(4) == 0;
        line.add(asShort ? "-" + option.shortName() : "--" + option.name());
        if (option.type() == OptionType.FLAG) {
            return;
        }
        if (!option.values().isEmpty()) {
            line.add(option.values().get(random.nextInt(option.values().size())));
            return;
        }
        line.add(
                switch (option.type()) {
                    case BOOLEAN -> pick("true", "false");
                    case NUMBER -> "5";
                    default -> likely(command, option);
                });
    }

    private String likely(CommandSpec command, OptionSpec option) {
        String name = option.name().toLowerCase(Locale.ROOT);
        return switch (option.format()) {
            case "guid", "guid-list" -> "1caf7dcd-7e83-4c3a-94f7-932a1299c844";
            case "upn", "upn-list" -> "ada@contoso.com";
            case "teams-channel-id" -> "19:abc_DEF-1@thread.tacv2";
            case "date", "date-time" -> "2024-05-01";
            case "number-list", "positive-integer", "integer", "number" -> "5";
            default ->
                option.format().contains("url") || name.contains("url")
                        ? "https://contoso.sharepoint.com/sites/" + command.service()
                        : pick("a", "A b", "7", "x,y");
        };
    }

    private String misspelt(String name) {
        int at = random.nextInt(name.length());
        return switch (random.nextInt(3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> name.substring(0, at) + "q" + name.substring(at);
        };
    }

    /** Index of an option in {@code line}; -1 if it has none. */
    private int optionIn(List<String> line) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).startsWith("-")) {
                at.add(i);
            }
        }
        return at.isEmpty() ? -1 : at.get(random.nextInt(at.size()));
    }

    private static boolean hasValue(List<String> line, int option) {
        return option + 1 < line.size() && !line.get(option + 1).startsWith("-");
    }

    private void dropOption(List<String> line) {
        int at = optionIn(line);
        if (at >= 0) {
            if (hasValue(line, at)) {
                line.remove(at + 1);
            }
            line.remove(at);
        }
    }

    private void repeatOption(List<String> line) {
        int at = optionIn(line);
        if (at >= 0) {
            line.addAll(new ArrayList<>(line.subList(at, hasValue(line, at) ? at + 2 : at + 1)));
        }
    }

    private void dropValue(List<String> line) {
        int at = optionIn(line);
        if (at >= 0 && hasValue(line, at)) {
            line.remove(at + 1);
        }
    }

    private void attachValue(List<String> line) {
        int at = optionIn(line);
        if (at >= 0 && hasValue(line, at)) {
            boolean bundled = !line.get(at).startsWith("--") && random.nextBoolean();
            line.set(at, line.get(at) + (bundled ? "" : "=") + line.remove(at + 1));
        }
    }

    private void shorten(CommandSpec command, List<String> line) {
        int at = optionIn(line);
        if (at >= 0 && line.get(at).startsWith("--")) {
            command.option(line.get(at).substring(2))
                    .filter(o -> !o.shortName().isEmpty())
                    .ifPresent(o -> line.set(at, "-" + o.shortName()));
        }
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
