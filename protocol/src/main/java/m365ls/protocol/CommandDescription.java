package m365ls.protocol;

import java.util.List;

/**
 * All about a command that a person reads.
 *
 * @param name words separated by one blank
 * @param aliases other names that work
 * @param service the first word of its name
 * @param effect {@code read}, {@code write} or {@code destroy}
 * @param description one sentence
 * @param documentation address of its page
 * @param options its own in documented order, then those of all commands
 * @param optionSets options that go together or exclude each other
 * @param permissions the least it needs
 * @param examples those that the tool accepts
 */
public record CommandDescription(
        String name,
        List<String> aliases,
        String service,
        String effect,
        String description,
        String documentation,
        List<Option> options,
        List<OptionSet> optionSets,
        List<Permission> permissions,
        List<Example> examples) {

    /**
     * An option.
     *
     * @param name long name, without dashes
     * @param shortName one letter, without dash; empty if there is none
     * @param required whether the command needs it
     * @param global whether all commands have it
     * @param type {@code string}, {@code number}, {@code boolean} or {@code flag}
     * @param values allowed values; empty if any is
     * @param defaultValue what counts without it; empty if that is not told
     * @param secret whether its value must not be shown or remembered
     * @param description a sentence or two
     */
    public record Option(
            String name,
            String shortName,
            boolean required,
            boolean global,
            String type,
            List<String> values,
            String defaultValue,
            boolean secret,
            String description) {}

    /**
     * Options that go together or exclude each other.
     *
     * @param options long names
     * @param conditional whether this only counts under a condition
     * @param atLeastOne whether one of them must be given
     * @param atMostOne whether only one of them may be given
     */
    public record OptionSet(List<String> options, boolean conditional, boolean atLeastOne, boolean atMostOne) {}

    /**
     * Permissions for one kind of sign-in and one service.
     *
     * @param identity {@code delegated} or {@code application}
     * @param resource name of the service
     * @param names all of them are needed; empty if this kind of sign-in is not supported
     */
    public record Permission(String identity, String resource, List<String> names) {}

    /**
     * An example.
     *
     * @param title what it does
     * @param code the command line
     */
    public record Example(String title, String code) {}
}
