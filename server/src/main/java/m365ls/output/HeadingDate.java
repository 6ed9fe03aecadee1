package m365ls.output;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Dates as {@code toLocaleDateString} writes them, which differ from what {@code java.time} has for a locale: it knows
 * the short form with two digits of the year and the medium form with the month's name only.
 */
public final class HeadingDate {

    /** For languages that Node writes with another calendar or other digits, and for those that are not listed. */
    private static final String OTHERS = "y-MM-dd";

    /** Pattern, then the locales that have it, by CLDR 48. A region stands only where it differs from its language. */
    private static final Map<String, String> PATTERNS = patterns(
            "y-MM-dd",
            "af en-CA en-SE fr-CA lt sv zu",
            "d/M/y",
            "am ca cy el en-IE en-IN en-HK en-BE es gl gu hi id km kn lo ml ms nl-BE pa sw ta te ur vi zh-HK",
            "d\u200F/M\u200F/y",
            "ar",
            "dd.MM.y",
            "az en-CH fr-CH hy kk ro ru tk tr uk",
            "d.M.y",
            "be da de et fi he is ka nb nn no sq sv-FI",
            "d.MM.y\u202F\u0433.",
            "bg",
            "d. M. y.",
            "bs sr",
            "d. M. y",
            "cs sk sl",
            "M/d/y",
            "en fil mt or so",
            "dd/MM/y",
            "en-GB en-AU en-SG en-MY en-NG en-KE en-IL en-AE en-DE en-AT en-FR en-NL en-ES en-PT en-IT en-FI"
                    + " en-NO en-DK en-PL en-CZ en-SK en-HU en-RO en-SI en-CY en-UA en-LT en-LV en-EE en-GE en-ID en-MT"
                    + " fr ga it pt uz",
            "d/MM/y",
            "en-NZ",
            "y/MM/dd",
            "en-ZA en-JP",
            "dd-MM-y",
            "es-CL",
            "MM/dd/y",
            "es-PR es-PA",
            "y/M/d",
            "eu ja zh",
            "dd. MM. y.",
            "hr",
            "y. MM. dd.",
            "hu",
            "y. M. d.",
            "ko",
            "y-dd-MM",
            "ky",
            "d.MM.y.",
            "lv",
            "d.M.y\u202F\u0433.",
            "mk",
            "y.MM.dd",
            "mn",
            "d-M-y",
            "nl",
            "d.MM.y",
            "pl",
            "y-M-d",
            "si",
            "y\u5E74M\u6708d\u65E5",
            "zh-SG",
            OTHERS,
            "ar-EG ar-IL ar-SA as bn fa mr my ne ps sd th ur-IN");

    private HeadingDate() {}

    /** {@code date} in the notation of {@code locale}, of which language and region count. */
    public static String text(LocalDate date, Locale locale) {
        String ofLanguage = PATTERNS.getOrDefault(locale.getLanguage(), OTHERS);
        String pattern = PATTERNS.getOrDefault(locale.getLanguage() + "-" + locale.getCountry(), ofLanguage);
        return pattern.replace("dd", twoDigits(date.getDayOfMonth()))
                .replace("d", Integer.toString(date.getDayOfMonth()))
                .replace("MM", twoDigits(date.getMonthValue()))
                .replace("M", Integer.toString(date.getMonthValue()))
                .replace("y", Integer.toString(date.getYear()));
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static Map<String, String> patterns(String... table) {
        Map<String, String> patterns = new HashMap<>();
        for (int i = 0; i < table.length; i += 2) {
            for (String locale : table[i + 1].split(" ")) {
                patterns.put(locale, table[i]);
            }
        }
        return Map.copyOf(patterns);
    }
}
