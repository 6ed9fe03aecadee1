package m365ls.feature;

import java.util.List;
import m365ls.script.Argument;
import m365ls.text.Span;

/**
 * The words of a command's name around the cursor, which a whole name replaces.
 *
 * @param together whether no option stands between them
 * @param before takes away those before the word at the cursor
 * @param behind takes away those behind it
 */
record NameWords(boolean together, List<Edit> before, List<Edit> behind) {

    NameWords {
        before = List.copyOf(before);
        behind = List.copyOf(behind);
    }

    static NameWords around(Cursor.CommandWord on) {
        Span here = on.place().span();
        List<Span> names = on.call().names().stream()
                .map(Argument::word)
                .map(w -> w.span())
                .toList();
        List<Span> all =
                on.call().invocation().words().stream().map(w -> w.span()).toList();
        int first = -1;
        int last = here.end();
        boolean gap = false;
        for (Span word : all) {
            boolean isName = names.contains(word);
            if (word.end() <= here.start() && !word.equals(here)) {
                first = isName && first < 0 ? word.start() : first;
                gap |= !isName && first >= 0;
            } else if (word.start() >= here.end() && !word.equals(here)) {
                if (!isName) {
                    break;
                }
                last = word.end();
            }
        }
        List<Edit> before = first < 0 ? List.of() : List.of(new Edit(new Span(first, here.start()), ""));
        List<Edit> behind = last == here.end() ? List.of() : List.of(new Edit(new Span(here.end(), last), ""));
        return new NameWords(!gap, before, behind);
    }
}
