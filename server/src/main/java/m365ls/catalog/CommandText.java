package m365ls.catalog;

import java.util.List;
import java.util.Map;

/**
 * What the package's documentation says of a command. Read on demand.
 *
 * @param description one sentence
 * @param options option's long name to its description
 * @param permissions least permissions
 * @param examples in documented order
 * @param responses output mode ({@code json}, {@code text}, {@code csv}, {@code md}) to a sample of what is printed
 * @param defaultProperties the properties shown with {@code --output text}; empty for all
 * @param remarks Markdown; empty if there are none
 */
public record CommandText(
        String description,
        Map<String, String> options,
        List<Permission> permissions,
        List<Example> examples,
        Map<String, String> responses,
        List<String> defaultProperties,
        String remarks) {

    public CommandText {
        options = Map.copyOf(options);
        permissions = List.copyOf(permissions);
        examples = List.copyOf(examples);
        responses = Map.copyOf(responses);
        defaultProperties = List.copyOf(defaultProperties);
    }

    /**
     * A permission that a command needs.
     *
     * @param identity {@link Identity#DELEGATED} or {@link Identity#APPLICATION}
     * @param resource as documented, such as {@code Microsoft Graph}
     * @param names all of them are needed; empty if this kind of sign-in is not supported
     */
    public record Permission(Identity identity, String resource, List<String> names) {
        public Permission {
            names = List.copyOf(names);
        }
    }

    /**
     * An example of the documentation.
     *
     * @param title what it does
     * @param code the command line
     * @param language of its quoting: {@code sh} or {@code powershell}, as documented
     * @param valid whether the command line tool itself accepts it; some documented ones are wrong
     */
    public record Example(String title, String code, String language, boolean valid) {}
}
