package m365ls.feature;

import java.util.Locale;
import java.util.OptionalInt;

/** Finds a command's name by the beginnings of its words, with or without the blanks between them. */
final class FuzzyNames {

    private FuzzyNames() {}

    /**
     * Where the rest of {@code name} begins behind what {@code typed} stands for, blanks skipped: 8 for {@code spolist}
     * in {@code spo listitem add}, the whole length if nothing is left. What is typed may be cut into parts, each the
     * beginning of a word of the name or going on where the part before ended. Case and blanks do not matter.
     */
    static OptionalInt behind(String typed, String name) {
        String wanted = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return OptionalInt.of(0);
        }
        // Ends in the name at which all that is typed up to now can stand.
        boolean[] ends = new boolean[name.length() + 1];
        for (int i = 0; i < wanted.length(); i++) {
            boolean[] next = new boolean[name.length() + 1];
            boolean earlier = i == 0;
            boolean any = false;
            for (int at = 0; at < name.length(); at++) {
                earlier |= ends[at];
                boolean wordStart = at == 0 || name.charAt(at - 1) == ' ';
                boolean follows = i > 0 && (ends[at] || (wordStart && at > 0 && ends[at - 1]));
                if (Character.toLowerCase(name.charAt(at)) == wanted.charAt(i) && (follows || (wordStart && earlier))) {
                    next[at + 1] = true;
                    any = true;
                }
            }
            if (!any) {
                return OptionalInt.empty();
            }
            ends = next;
        }
        for (int at = 0; at <= name.length(); at++) {
            if (ends[at]) {
                return OptionalInt.of(at < name.length() && name.charAt(at) == ' ' ? at + 1 : at);
            }
        }
        throw new AssertionError("No end was found that was there");
    }

    /** Whether {@code name} begins with what is typed, blanks left out of both. */
    static boolean begins(String typed, String name) {
        int at = 0;
        for (int i = 0; i < typed.length(); i++) {
            if (typed.charAt(i) == ' ') {
                continue;
            }
            at += at < name.length() && name.charAt(at) == ' ' ? 1 : 0;
            if (at == name.length() || Character.toLowerCase(typed.charAt(i)) != name.charAt(at)) {
                return false;
            }
            at++;
        }
        return true;
    }
}
