package m365ls.script;

import java.util.ArrayList;
import java.util.List;

/**
 * What a program receives for a PowerShell command's words, by the rules of PowerShell 7.3 and later.
 *
 * <p>Where systems differ, the value counts as unknown. Off Windows, words that are not quoted strings are patterns of
 * file names, and {@code ~} is the home folder. A list written with commas arrives as its source text or, through the
 * script that npm makes on Windows, joined with blanks.
 *
 * <p>Source: PowerShell's {@code NativeCommandParameterBinder.cs}.
 */
final class PowerShellValues {

    private final Values constants;

    /** @param constants tells what constants are in the words */
    PowerShellValues(Values constants) {
        this.constants = constants;
    }

    /** Whether the word is a hash table spread into parameters. */
    boolean isTable(PowerShellCall.Formed told) {
        return told.form() == PowerShellCall.Form.SPLAT
                && !told.isList()
                && told.written().content().get(0) instanceof Piece.Variable variable
                && (PowerShellScanner.key(variable.name()).equals("psboundparameters")
                        || constants.isTable(variable.name()));
    }

    /** The values of the arguments that a word turns into. */
    List<Value> of(PowerShellCall.Formed told) {
        if (told.isList()) {
            return List.of(list(told));
        }
        return switch (told.form()) {
            case BARE, SPLAT -> perhapsFiles(constants.of(told.written()));
            case QUOTED, PARAMETER, VERBATIM -> constants.of(told.written());
            case VARIABLE -> variable(told);
            case SPREAD -> List.of(Value.anything());
            case COMPUTED -> List.of(Value.unknown());
            case MARKER -> List.of();
        };
    }

    /** The value of a bare word that is nothing but {@code text}. */
    static Value bare(String text) {
        Value known = Value.known(text);
        return mayBeFiles(known) ? Value.anything() : known;
    }

    private Value list(PowerShellCall.Formed told) {
        boolean bare = told.form() == PowerShellCall.Form.BARE;
        List<Value.Part> parts = new ArrayList<>(2);
        if (bare && told.written().content().get(0) instanceof Piece.Text text && !isPattern(text.text())) {
            parts.add(new Value.Part.Text(text.text()));
        }
        parts.add(new Value.Part.Hole());
        return new Value(parts, !told.hasGap());
    }

    private List<Value> variable(PowerShellCall.Formed told) {
        if (told.written().content().get(0) instanceof Piece.Variable variable
                && PowerShellScanner.key(variable.name()).equals("null")) {
            return List.of();
        }
        List<Value> values = constants.of(told.written());
        if (values.size() == 1 && !values.get(0).isKnown()) {
            return List.of(Value.unknown());
        }
        return perhapsFiles(values);
    }

    private static List<Value> perhapsFiles(List<Value> values) {
        boolean some = false;
        for (int i = 0; i < values.size(); i++) {
            some |= mayBeFiles(values.get(i));
        }
        if (!some) {
            return values;
        }
        List<Value> checked = new ArrayList<>(values.size());
        for (Value value : values) {
            checked.add(mayBeFiles(value) ? Value.anything() : value);
        }
        return checked;
    }

    private static boolean mayBeFiles(Value value) {
        for (int i = 0; i < value.parts().size(); i++) {
            if (value.parts().get(i) instanceof Value.Part.Text text && isPattern(text.text())) {
                return !hasDrive(value.prefix());
            }
        }
        String prefix = value.prefix();
        return prefix.startsWith("~") && (prefix.length() == 1 || prefix.charAt(1) == '/');
    }

    private static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '*', '?', '[', ']' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Whether it would be on a drive called {@code https}, say, which does not exist: so it stays as it is. */
    private static boolean hasDrive(String text) {
        int colon = text.indexOf(':');
        for (int i = 0; i < colon; i++) {
            if ("/\\*?[]".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return colon > 1;
    }
}
