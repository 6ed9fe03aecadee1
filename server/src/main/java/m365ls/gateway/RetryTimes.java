package m365ls.gateway;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import m365ls.http.HttpAnswer;

/** How long a service wants to be left alone. */
final class RetryTimes {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,18})?");

    /** The three forms of dates in HTTP (RFC 9110, 5.6.7). */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryTimes() {}

    /**
     * The longest time that {@code Retry-After} (seconds, as Graph also sends with a fraction, several of them, or a date) and
     * {@code RateLimit-Reset} ask for; SharePoint wants the greater of both to be kept. Empty if neither asks for any.
     *
     * @param now by this machine's clock; a date is also compared with the service's own, so that it is not too early for
     *     either
     */
    static Optional<Duration> wanted(HttpAnswer answer, Instant now) {
        Optional<Instant> theirs = answer.header("Date").flatMap(RetryTimes::date);
        Duration longest = Duration.ZERO;
        for (String value : answer.headers("Retry-After")) {
            Optional<Instant> until = date(value);
            if (until.isPresent()) {
                longest = longer(longest, Duration.between(now, until.get()));
                longest = longer(longest, Duration.between(theirs.orElse(until.get()), until.get()));
            } else {
                longest = longer(longest, seconds(value));
            }
        }
        for (String value : answer.headers("RateLimit-Reset")) {
            longest = longer(longest, seconds(value));
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    /**
     * How far apart requests should be, since less than a tenth of what may be asked is left until {@code RateLimit-Reset};
     * empty if more is.
     */
    static Optional<Duration> spacing(HttpAnswer answer) {
        Optional<BigDecimal> limit = answer.header("RateLimit-Limit").flatMap(RetryTimes::number);
        Optional<BigDecimal> remaining = answer.header("RateLimit-Remaining").flatMap(RetryTimes::number);
        Duration reset =
                answer.header("RateLimit-Reset").map(RetryTimes::seconds).orElse(Duration.ZERO);
        if (limit.isEmpty()
                || remaining.isEmpty()
                || reset.isZero()
                || remaining.get().multiply(BigDecimal.TEN).compareTo(limit.get()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(reset.dividedBy(Math.max(1, remaining.get().longValue())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration seconds(String list) {
        Duration longest = Duration.ZERO;
        for (String each : list.split(",", -1)) {
            longest = longer(longest, number(each).map(RetryTimes::duration).orElse(Duration.ZERO));
        }
        return longest;
    }

    private static Duration duration(BigDecimal seconds) {
        BigDecimal capped =
                seconds.min(BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds()));
        return Duration.ofMillis(
                capped.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private static Optional<BigDecimal> number(String text) {
        String stripped = text.strip();
        return SECONDS.matcher(stripped).matches() ? Optional.of(new BigDecimal(stripped)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        return DATES.stream().flatMap(format -> date(text, format).stream()).findFirst();
    }

    private static Optional<Instant> date(String text, DateTimeFormatter format) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), format.withZone(ZoneOffset.UTC))
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
