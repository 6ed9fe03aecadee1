package m365ls.run;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.OptionSpec;
import m365ls.script.ArgumentList;

/**
 * What is printed where help is asked for, and where no command is named. The list of commands is the CLI's; a command's
 * page tells the same as the CLI's in another form.
 */
final class HelpPage {

    /**
     * A page.
     *
     * @param out what goes to standard output
     * @param err what goes to standard error
     */
    record Page(String out, String err) {}

    private final Catalog catalog;

    HelpPage(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The page of a call that asks for help, or is none of a command. */
    Page of(ArgumentList call) {
        return call.command().map(command -> new Page(command(command), "")).orElseGet(() -> commands(call.name()));
    }

    private String command(CommandSpec command) {
        CommandText text = catalog.text(command);
        StringBuilder page = new StringBuilder("\n").append(command.name()).append("\n\n");
        page.append(text.description())
                .append("\n\nUsage\n\n  m365 ")
                .append(command.name())
                .append(" [options]\n");
        for (String alias : command.aliases()) {
            page.append("  m365 ").append(alias).append(" [options]\n");
        }
        page.append("\nOptions\n\n");
        int width = command.options().stream()
                .mapToInt(option -> written(option).length())
                .max()
                .orElse(0);
        for (OptionSpec option : command.options()) {
            String says = text.options().getOrDefault(option.name(), "");
            page.append("  ")
                    .append(String.format("%-" + width + "s", written(option)))
                    .append(option.required() ? "  (required) " : "  ")
                    .append(says.replace("\n", "\n" + " ".repeat(width + 4)))
                    .append('\n');
        }
        return page.append("\nMore: ")
                .append(command.documentation())
                .append('\n')
                .toString();
    }

    private static String written(OptionSpec option) {
        String value = option.isSwitch() ? "" : option.required() ? " <value>" : " [value]";
        return (option.shortName().isEmpty() ? "" : "-" + option.shortName() + ", ") + "--" + option.name() + value;
    }

    /** The commands and groups below a name, or all if there are none. */
    private Page commands(String name) {
        boolean known =
                catalog.commands().stream().anyMatch(command -> command.name().startsWith(name));
        String err = name.isEmpty() || known
                ? ""
                : "There is no command '" + name + "'. These are the commands and groups of commands there are; 'm365"
                        + " [group] --help' lists those of a group.\n";
        Level level = level(name.isEmpty() ? "" : name + " ");
        if (level.isEmpty()) {
            level = level("");
        }
        StringBuilder out = new StringBuilder("\nCLI for Microsoft 365 v")
                .append(catalog.version())
                .append("\n\n");
        level.print(out);
        return new Page(out.append('\n').toString(), err);
    }

    private Level level(String group) {
        Level level = new Level(new TreeMap<>(), new TreeMap<>());
        for (CommandSpec command : catalog.commands()) {
            Stream.concat(Stream.of(command.name()), command.aliases().stream())
                    .filter(name -> name.startsWith(group))
                    .forEach(name -> {
                        int end = name.indexOf(' ', group.length() + 1);
                        if (end < 0) {
                            level.commands.put(name, catalog.text(command).description());
                        } else {
                            level.groups.merge(name.substring(0, end), 1, Integer::sum);
                        }
                    });
        }
        return level;
    }

    /**
     * What there is below a name.
     *
     * @param commands name to description
     * @param groups name to how many commands are in it
     */
    private record Level(SortedMap<String, String> commands, SortedMap<String, Integer> groups) {

        boolean isEmpty() {
            return commands.isEmpty() && groups.isEmpty();
        }

        void print(StringBuilder out) {
            if (!commands.isEmpty()) {
                out.append("Commands:\n\n");
                int width = width(commands) + " [options]".length();
                commands.forEach((name, description) -> line(out, name + " [options]", width, description));
            }
            if (!groups.isEmpty()) {
                out.append(commands.isEmpty() ? "" : "\n").append("Commands groups:\n\n");
                int width = width(groups) + " *".length();
                groups.forEach((name, count) ->
                        line(out, name + " *", width, count + (count == 1 ? " command" : " commands")));
            }
        }

        private static int width(SortedMap<String, ?> names) {
            return names.keySet().stream().mapToInt(String::length).max().orElse(0);
        }

        private static void line(StringBuilder out, String name, int width, String text) {
            out.append("  ")
                    .append(name)
                    .append(" ".repeat(width - name.length()))
                    .append("  ")
                    .append(text)
                    .append('\n');
        }
    }
}
