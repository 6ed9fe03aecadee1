package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.CommandWords;
import m365ls.catalog.Effect;
import m365ls.catalog.Identity;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;

/**
 * What there is to read about commands and options, as Markdown, found by a key.
 *
 * <p>A key is {@code command/NAME}, {@code group/WORDS} or {@code option/NAME/OPTION}. It names things, so one made with
 * the catalogue of one version still works with that of another.
 */
final class Documentation {

    private Documentation() {}

    static String key(CommandSpec command) {
        return "command/" + command.name();
    }

    static String key(CommandSpec command, OptionSpec option) {
        return "option/" + command.name() + "/" + option.name();
    }

    static String groupKey(String words) {
        return "group/" + words;
    }

    /** What {@code key} names; empty if the catalogue has no such thing. */
    static Optional<String> of(Catalog catalog, String key) {
        String[] parts = key.split("/", 3);
        if (parts.length == 2 && parts[0].equals("command")) {
            return catalog.find(parts[1]).map(c -> command(c, catalog.text(c)));
        }
        if (parts.length == 2 && parts[0].equals("group")) {
            return group(catalog, parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("option")) {
            return catalog.find(parts[1]).flatMap(c -> c.option(parts[2]).map(o -> option(c, o, catalog.text(c))));
        }
        return Optional.empty();
    }

    private static String command(CommandSpec command, CommandText text) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("**m365 " + command.name() + "**");
        paragraphs.add(text.description());
        List<String> facts = new ArrayList<>();
        facts.add("Service: " + command.service() + ". " + effect(command.effect()));
        if (command.identity() != Identity.ANY) {
            facts.add("Only works signed in as "
                    + (command.identity() == Identity.DELEGATED ? "a user." : "an application."));
        }
        text.permissions().stream().map(Documentation::permission).forEach(facts::add);
        paragraphs.add(facts.stream().map(f -> "- " + f).collect(Collectors.joining("\n")));
        paragraphs.add(link(text));
        return join(paragraphs);
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case READ -> "Changes nothing.";
            case WRITE -> "Makes changes.";
            case DESTROY -> "Deletes, or overwrites for good.";
        };
    }

    private static String permission(CommandText.Permission permission) {
        String identity = permission.identity() == Identity.APPLICATION ? "application" : "delegated";
        String names = permission.names().isEmpty()
                ? "not supported"
                : permission.names().stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        return permission.resource() + ", " + identity + ": " + names;
    }

    private static Optional<String> group(Catalog catalog, String words) {
        Optional<CommandWords> level = Optional.of(catalog.words());
        for (String word : words.split(" ")) {
            level = level.flatMap(l -> l.behind(word));
        }
        return level.map(l -> "**m365 " + words + "**\n\n"
                + l.next().keySet().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", ")));
    }

    private static String option(CommandSpec command, OptionSpec option, CommandText text) {
        List<String> paragraphs = new ArrayList<>();
        String shortName = option.shortName().isEmpty() ? "" : ", -" + option.shortName();
        String need = option.required() ? " (required)" : "";
        paragraphs.add("**--" + option.name() + shortName + "**" + need);
        paragraphs.add(text.options().getOrDefault(option.name(), ""));
        List<String> facts = new ArrayList<>();
        facts.add("Type: " + type(option));
        List<String> values = Values.closed(option, command);
        if (!option.isSwitch() && !values.isEmpty()) {
            facts.add(
                    "Allowed values: " + values.stream().map(v -> "`" + v + "`").collect(Collectors.joining(", ")));
        }
        if (!option.defaultValue().isEmpty()) {
            facts.add("Default: `" + option.defaultValue() + "`");
        }
        command.optionSets().stream()
                .filter(s -> s.options().contains(option.name()))
                .map(Documentation::set)
                .forEach(facts::add);
        paragraphs.add(facts.stream().map(f -> "- " + f).collect(Collectors.joining("\n")));
        paragraphs.add(link(text));
        return join(paragraphs);
    }

    private static String type(OptionSpec option) {
        if (option.type() == OptionType.FLAG) {
            return "switch without a value";
        }
        String type = option.type() == OptionType.UNTYPED
                ? "text"
                : option.type().name().toLowerCase(Locale.ROOT);
        type = type.equals("string") ? "text" : type;
        return option.format().isEmpty() ? type : type + " (" + option.format() + ")";
    }

    private static String set(OptionSet set) {
        String names = set.options().stream().map(o -> "`--" + o + "`").collect(Collectors.joining(", "));
        String how = !set.atLeastOne() ? "At most one of " : !set.atMostOne() ? "At least one of " : "One of ";
        return how + names + (set.conditional() ? ", under a condition" : "");
    }

    private static String link(CommandText text) {
        return text.documentation().isEmpty() ? "" : "[Documentation](" + text.documentation() + ")";
    }

    private static String join(List<String> paragraphs) {
        return paragraphs.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining("\n\n"));
    }
}
