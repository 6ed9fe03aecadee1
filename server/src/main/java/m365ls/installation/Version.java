package m365ls.installation;

import java.util.Comparator;
import java.util.Optional;

/**
 * Version of an npm package.
 *
 * @param text as it is written, such as {@code 11.11.0} or {@code 12.0.0-beta.1}
 */
public record Version(int major, int minor, int patch, String text) {

    /** By number; a version that only differs in what follows the numbers counts as equal. */
    static final Comparator<Version> BY_NUMBER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    private static final int LONGEST = 64;

    /** Reads three numbers and what may follow them; empty for anything else, so that a version can name a folder. */
    public static Optional<Version> of(String text) {
        int[] numbers = new int[3];
        int at = 0;
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        for (int i = 0; i < numbers.length; i++) {
            int start = at;
            while (at < text.length() && digit(text.charAt(at)) && at - start < 9) {
                numbers[i] = numbers[i] * 10 + (text.charAt(at++) - '0');
            }
            boolean dotted = i == 2 || (at < text.length() && text.charAt(at++) == '.');
            if (at == start || !dotted || !digit(text.charAt(start))) {
                return Optional.empty();
            }
        }
        if (at < text.length() && text.charAt(at) != '-' && text.charAt(at) != '+') {
            return Optional.empty();
        }
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean usual = digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ".-+".indexOf(c) >= 0;
            if (!usual) {
                return Optional.empty();
            }
        }
        return Optional.of(new Version(numbers[0], numbers[1], numbers[2], text));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return text;
    }
}
