package m365ls.validation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.Text;
import org.jspecify.annotations.Nullable;

/** Dates of JavaScript, with the clock and zone of the world outside. */
final class Dates {

    /** The format that the language defines; others are up to each engine. */
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d))?)?(?:T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(Z|[+-]\\d\\d:\\d\\d)?)?");

    private static final Pattern AMERICAN = Pattern.compile("(\\d\\d?)/(\\d\\d?)/(\\d{4})");

    /** A number alone that V8 takes neither for a month nor for a year, or a time without minutes. */
    private static final Pattern NO_DATE =
            Pattern.compile("0*(?:1[3-9]|2\\d|3[01])|[1-9]\\d{6,}|\\d{4}-\\d\\d-\\d\\dT\\d\\dZ");

    /** Words that mean something in dates; of months the first three letters count. */
    private static final Pattern WORDS =
            Pattern.compile("(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[ap]m|z|utc?|gmt|[ecmp][sd]t");

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    private Dates() {}

    /** {@code new Date(arguments)}. */
    static JsValue create(List<JsValue> arguments, Run run) {
        if (arguments.isEmpty()) {
            return new JsValue.Date(now(run));
        }
        JsValue first = arguments.get(0);
        if (arguments.size() > 1) {
            throw new GiveUp("a date of parts");
        }
        if (first instanceof JsValue.Date date) {
            return new JsValue.Date(date.time);
        }
        return new JsValue.Date(first instanceof Num num ? num.value() : parse(first, run));
    }

    /** {@code Date.now()}. */
    static double now(Run run) {
        Optional<Instant> now = run.world.clock();
        return now.orElseThrow(() -> new GiveUp("the time is not known")).toEpochMilli();
    }

    /** A date that was made when the tool was started. */
    static JsValue fromNow(JsValue.FromNow constant, Run run) {
        return new JsValue.Date(now(run) + constant.millis());
    }

    /** {@code Date.parse(value)}. */
    static double parse(JsValue value, Run run) {
        if (value.isNothing()) {
            return value == JsValue.Nothing.NULL ? 0 : Double.NaN;
        }
        if (!(Operators.text(value) instanceof Text text)) {
            throw new GiveUp("a date that is not known");
        }
        Matcher iso = ISO.matcher(text.value());
        if (!iso.matches()) {
            return otherFormat(text.value(), run);
        }
        try {
            return time(iso, run.world.zone());
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    /**
     * A date in a format that each engine reads in its own way. Of what V8 does, this much is known here: without a
     * number there is no date, nor if a word that means nothing touches the first number or stands behind it.
     */
    private static double otherFormat(String text, Run run) {
        Matcher american = AMERICAN.matcher(text);
        if (american.matches()) {
            int month = Integer.parseInt(american.group(1));
            int day = Integer.parseInt(american.group(2));
            if (month < 1 || month > 12 || day < 1 || day > 31) {
                return Double.NaN;
            }
            return LocalDateTime.of(Integer.parseInt(american.group(3)), month, 1, 0, 0)
                    .plusDays(day - 1L)
                    .atZone(run.world.zone())
                    .toInstant()
                    .toEpochMilli();
        }
        if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return Double.NaN;
        }
        if (NO_DATE.matcher(text).matches() || (text.indexOf('(') < 0 && hasGarbage(text))) {
            return Double.NaN;
        }
        throw new GiveUp("a date in a format that each engine reads in its own way");
    }

    private static boolean hasGarbage(String text) {
        boolean number = false;
        for (int at = 0; at < text.length(); ) {
            int end = at;
            while (end < text.length() && isLetter(text.charAt(end))) {
                end++;
            }
            if (end == at) {
                number |= isDigit(text, at);
                at++;
                continue;
            }
            String word = text.substring(at, end).toLowerCase(Locale.ROOT);
            boolean separates =
                    word.equals("t") && ISO.matcher(text.substring(0, at)).matches();
            if (!separates && !WORDS.matcher(word).matches() && (number || isDigit(text, end))) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static double time(Matcher iso, ZoneId local) {
        boolean hasTime = iso.group(4) != null;
        int hour = number(iso, 4, 0);
        // The end of a day may be written 24:00.
        boolean midnight = hour == 24 && number(iso, 5, 0) == 0 && number(iso, 6, 0) == 0;
        LocalDateTime time = LocalDateTime.of(
                number(iso, 1, 1970),
                number(iso, 2, 1),
                1,
                midnight ? 0 : hour,
                number(iso, 5, 0),
                number(iso, 6, 0),
                nanos(iso.group(7)));
        int day = number(iso, 3, 1);
        if (day < 1 || day > 31) {
            return Double.NaN;
        }
        // V8 counts days behind the end of a short month on into the next.
        time = time.plusDays(day - 1L + (midnight ? 1 : 0));
        String zone = iso.group(8);
        ZoneId in = zone != null ? ZoneId.of(zone) : hasTime ? local : ZoneOffset.UTC;
        return time.atZone(in).toInstant().toEpochMilli();
    }

    private static int number(Matcher matcher, int group, int otherwise) {
        String text = matcher.group(group);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9)) / 1_000_000 * 1_000_000;
    }

    /** A method of a date. */
    static JsValue call(JsValue.Date self, String name, List<JsValue> arguments, Run run) {
        if (name.equals("getTime") || name.equals("valueOf")) {
            return JsValue.of(self.time);
        }
        if (Double.isNaN(self.time)) {
            if (name.equals("toISOString")) {
                throw Thrown.error("RangeError", "Invalid time value");
            }
            return JsValue.of(Double.NaN);
        }
        ZonedDateTime local = Instant.ofEpochMilli((long) self.time).atZone(run.world.zone());
        return switch (name) {
            case "toISOString" -> JsValue.of(TEXT.format(local.withZoneSameInstant(ZoneOffset.UTC)));
            case "getDate" -> JsValue.of(local.getDayOfMonth());
            case "getMonth" -> JsValue.of(local.getMonthValue() - 1);
            case "getFullYear" -> JsValue.of(local.getYear());
            case "getHours" -> JsValue.of(local.getHour());
            case "getMinutes" -> JsValue.of(local.getMinute());
            case "setDate", "setMonth", "setHours", "setMinutes", "setFullYear" -> {
                run.change();
                if (arguments.size() != 1 || !(Operators.number(arguments.get(0)) instanceof Num num)) {
                    throw new GiveUp("a date that is not known");
                }
                self.time = changed(local, name, (long) num.value()).toInstant().toEpochMilli();
                yield JsValue.of(self.time);
            }
            default -> throw new GiveUp("Date." + name);
        };
    }

    /** Numbers beyond the range go on into the next month, day or hour. */
    private static ZonedDateTime changed(ZonedDateTime date, String method, long to) {
        return switch (method) {
            case "setDate" -> date.plusDays(to - date.getDayOfMonth());
            case "setMonth" ->
                // The day stays, also where the new month is shorter.
                date.withDayOfMonth(1)
                        .plusMonths(to - (date.getMonthValue() - 1))
                        .plusDays(date.getDayOfMonth() - 1L);
            case "setHours" -> date.plusHours(to - date.getHour());
            case "setMinutes" -> date.plusMinutes(to - date.getMinute());
            default -> date.plusYears(to - date.getYear());
        };
    }
}
