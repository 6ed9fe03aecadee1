package m365ls.catalog;

import java.util.List;

/**
 * An option of a command.
 *
 * @param name long name, without dashes; case matters
 * @param shortName one letter, without dash; empty if there is none
 * @param required whether the command refuses to run without it
 * @param type how its value is read
 * @param values allowed values; empty if any value is
 * @param caseInsensitive whether {@code values} are compared without regard to case
 * @param valuesFromDocs whether {@code values} come from the documentation's text only, so that the tool itself may
 *     accept others
 * @param defaultValue what is used when it is left out, as text; empty if nothing is declared
 * @param format {@code guid}, {@code upn}, {@code url}, {@code spo-url}, {@code date-time}, {@code guid-list},
 *     {@code upn-list}, {@code number-list}, ... ; empty if none is declared
 * @param global whether every command has it ({@code --output}, {@code --query}, {@code --verbose}, {@code --debug},
 *     {@code --help})
 * @param serverRelative whether a value that begins with {@code /} is completed with the tenant's SharePoint address
 */
public record OptionSpec(
        String name,
        String shortName,
        boolean required,
        OptionType type,
        List<String> values,
        boolean caseInsensitive,
        boolean valuesFromDocs,
        String defaultValue,
        String format,
        boolean global,
        boolean serverRelative) {

    public OptionSpec {
        values = List.copyOf(values);
    }

    /** Whether it can stand without a value. */
    public boolean isSwitch() {
        return type == OptionType.BOOLEAN || type == OptionType.FLAG;
    }
}
