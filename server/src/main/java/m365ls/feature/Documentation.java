package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.CommandWords;
import m365ls.catalog.OptionSpec;

/**
 * What there is to read about a suggestion, as Markdown, found by a key.
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
            return catalog.find(parts[1]).map(command -> command(command, catalog.text(command)));
        }
        if (parts.length == 2 && parts[0].equals("group")) {
            return group(catalog, parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("option")) {
            return catalog.find(parts[1])
                    .flatMap(command -> command.option(parts[2]).map(o -> Hovers.option(catalog, command, o)));
        }
        return Optional.empty();
    }

    /** Less than a hover shows: beside a list there is room for what helps to choose, not for a table of options. */
    private static String command(CommandSpec command, CommandText text) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("**" + Markdown.plain(command.name()) + "**");
        if (!text.description().isEmpty()) {
            paragraphs.add(Markdown.inline(text.description()));
        }
        paragraphs.add(Hovers.traits(command));
        if (!text.permissions().isEmpty()) {
            paragraphs.add(Hovers.permissions(text.permissions()));
        }
        paragraphs.add(Markdown.link("Documentation", command.documentation()));
        return String.join("\n\n", paragraphs);
    }

    private static Optional<String> group(Catalog catalog, String words) {
        Optional<CommandWords> level = Optional.of(catalog.words());
        for (String word : words.split(" ")) {
            level = level.flatMap(l -> l.behind(word));
        }
        return level.map(l -> "**" + Markdown.plain(words) + "** is followed by "
                + Markdown.codes(List.copyOf(l.next().keySet())));
    }
}
