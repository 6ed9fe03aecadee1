package m365ls.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A command: all that completion and the checks of names need. Its texts are in {@link CommandText}, its other rules
 * in {@link CommandRules}; both are read when first asked for.
 *
 * @param index its place in the catalogue, from 0
 * @param name words separated by one blank, such as {@code spo site get}
 * @param aliases other names that work
 * @param service the first word of its name, such as {@code spo}
 * @param resource address of the service whose access token it needs most, such as
 *     {@code https://graph.microsoft.com}; {@code sharepoint} for the site's own origin; empty if it needs none
 * @param identity which kind of sign-in it works with
 * @param effect what it does
 * @param zod whether it declares its options in a zod schema, so that all its switches are read as booleans wherever they
 *     are written; the older way of declaring options reads a switch as one only where {@code --name} is a word of its own
 * @param unknownOptions what it does with options it does not declare
 * @param outputs allowed values of {@code --output}
 * @param contextual whether its options may come from {@code .m365rc.json} beyond the rule for all commands ({@code app}
 *     commands read their application from it)
 * @param unusualPage address of its page of the documentation if that is not the one its name leads to; else empty
 * @param options its own options in documented order, then the global ones
 * @param optionSets options that exclude each other
 */
public record CommandSpec(
        int index,
        String name,
        List<String> aliases,
        String service,
        String resource,
        Identity identity,
        Effect effect,
        boolean zod,
        UnknownOptions unknownOptions,
        List<String> outputs,
        boolean contextual,
        String unusualPage,
        List<OptionSpec> options,
        List<OptionSet> optionSets) {

    private static final String PAGES = "https://pnp.github.io/cli-microsoft365/cmd/";

    public CommandSpec {
        aliases = List.copyOf(aliases);
        outputs = List.copyOf(outputs);
        options = List.copyOf(options);
        optionSets = List.copyOf(optionSets);
    }

    /** The address of its page of the documentation. */
    public String documentation() {
        if (!unusualPage.isEmpty()) {
            return unusualPage;
        }
        // spo list view get has the page spo/list/list-view-get, spo get has spo/spo-get
        int first = name.indexOf(' ');
        int second = name.indexOf(' ', first + 1);
        String folders = second < 0 ? name.substring(0, Math.max(first, 0)) : name.substring(0, second);
        String page = second < 0 ? name : name.substring(first + 1);
        return PAGES + folders.replace(' ', '/') + (folders.isEmpty() ? "" : "/") + page.replace(' ', '-');
    }

    /** The option with this long name. */
    public Optional<OptionSpec> option(String longName) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).name().equals(longName)) {
                return Optional.of(options.get(i));
            }
        }
        return Optional.empty();
    }

    /** The option with this short name. */
    public Optional<OptionSpec> shortOption(String shortName) {
        // No short name is longer than a letter, and what is looked for mostly is.
        for (OptionSpec option : shortName.length() == 1 ? options : List.<OptionSpec>of()) {
            if (option.shortName().equals(shortName)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
