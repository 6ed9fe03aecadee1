package m365ls.command.library;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import m365ls.command.Stop;
import m365ls.gateway.Permit;
import m365ls.script.OptionValue;
import m365ls.session.Connection;
import m365ls.session.Identity;
import m365ls.text.JavaScriptNumbers;

/** The words of the CLI for who is signed in. */
final class Myself {

    private static final String ID = "@meid";
    private static final String NAME = "@meusername";

    private Myself() {}

    /**
     * The options with the identifier or name of who is signed in where they say {@code @meId} or {@code @meUserName}.
     *
     * @throws Stop if nobody is, but an application
     */
    static Map<String, OptionValue> named(Map<String, OptionValue> options, Permit permit) throws Stop {
        if (permit.connection().isEmpty()) {
            return options;
        }
        Connection connection = permit.connection().get();
        Map<String, OptionValue> named = new LinkedHashMap<>();
        for (Map.Entry<String, OptionValue> option : options.entrySet()) {
            named.put(option.getKey(), named(option.getValue(), connection.identity()));
        }
        return named;
    }

    private static OptionValue named(OptionValue value, Identity identity) throws Stop {
        if (!(value instanceof OptionValue.Text text)) {
            return value;
        }
        String word = JavaScriptNumbers.trim(text.text().toLowerCase(Locale.ROOT));
        if (!word.equals(ID) && !word.equals(NAME)) {
            return value;
        }
        if (identity.kind() == Identity.Kind.APPLICATION) {
            throw Stop.failure("It's not possible to use " + text.text() + " with application permissions");
        }
        return new OptionValue.Text(word.equals(ID) ? identity.objectId() : identity.name());
    }
}
