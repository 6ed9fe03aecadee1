package m365ls.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.script.Dialect;
import m365ls.script.Quoting;

/** Writes what a call needs, with places to fill in. */
final class Snippets {

    /** More choices of one option set than this are not each worth a suggestion. */
    private static final int MOST_CHOICES = 5;

    /** A choice with more values than this is no list one wants to step through. */
    private static final int MOST_VALUES = 40;

    private Snippets() {}

    /**
     * Options with places for their values.
     *
     * @param label the options' names
     * @param template in the protocol's snippet syntax
     * @param plain without it: the first choice, or an empty text to fill in
     */
    record Snippet(String label, String template, String plain) {}

    /**
     * All that is needed, once for each choice of the first option set, with the first choices of the others; none if
     * nothing is needed.
     */
    static List<Snippet> of(Dialect dialect, CommandSpec command, Needs needs) {
        if (needs.isEmpty()) {
            return List.of();
        }
        Map<String, OptionSpec> common = new LinkedHashMap<>();
        needs.required().forEach(option -> common.putIfAbsent(option.name(), option));
        needs.sets().stream()
                .skip(1)
                .flatMap(set -> choices(command, set).stream().limit(1))
                .forEach(option -> common.putIfAbsent(option.name(), option));
        if (needs.sets().isEmpty()) {
            return List.of(write(dialect, List.copyOf(common.values())));
        }
        List<Snippet> snippets = new ArrayList<>();
        for (OptionSpec choice : choices(command, needs.sets().get(0))) {
            Map<String, OptionSpec> options = new LinkedHashMap<>(common);
            options.putIfAbsent(choice.name(), choice);
            Snippet snippet = write(dialect, List.copyOf(options.values()));
            if (snippets.size() < MOST_CHOICES) {
                snippets.add(snippet);
            }
        }
        return snippets;
    }

    private static List<OptionSpec> choices(CommandSpec command, OptionSet set) {
        return set.options().stream()
                .map(command::option)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Snippet write(Dialect dialect, List<OptionSpec> options) {
        StringBuilder template = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        int place = 1;
        for (OptionSpec option : options) {
            String name = (template.isEmpty() ? "" : " ") + "--" + option.name();
            template.append(name);
            plain.append(name);
            if (option.type() == OptionType.FLAG) {
                continue;
            }
            List<String> values = Values.closed(option);
            if (values.isEmpty() || values.size() > MOST_VALUES) {
                String mark = isPlain(option) ? "" : "\"";
                template.append(' ').append(mark).append("${").append(place++).append(':');
                template.append(escape(option.name())).append('}').append(mark);
                plain.append(" \"\"");
            } else {
                List<String> written =
                        values.stream().map(v -> dialect.quote(v, Quoting.NONE)).toList();
                template.append(" ${").append(place++).append('|');
                template.append(written.stream().map(Snippets::escapeChoice).collect(Collectors.joining(",")));
                template.append("|}");
                plain.append(' ').append(written.get(0));
            }
        }
        String label = options.stream().map(o -> "--" + o.name()).collect(Collectors.joining(" "));
        return new Snippet(label, template.toString(), plain.toString());
    }

    /** Whether a value of the option never needs quotes. */
    private static boolean isPlain(OptionSpec option) {
        return option.type() == OptionType.NUMBER || option.format().equals("guid");
    }

    /** Escapes text that stands in a template or a placeholder, as the protocol's snippet grammar asks. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}");
    }

    private static String escapeChoice(String text) {
        return escape(text).replace(",", "\\,").replace("|", "\\|");
    }
}
