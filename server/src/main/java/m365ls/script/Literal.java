package m365ls.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A PowerShell expression while it is read, as long as it may be a constant: a text, a number, a variable, or a list
 * of those. {@code @('a', 'b')} may have its elements on several lines.
 */
final class Literal {

    private boolean open;
    private boolean wanted = true;
    private boolean list;
    private boolean ended;
    private boolean table;
    private boolean cast;
    private final List<Written> items = new ArrayList<>(1);

    /** @param open false for what is no constant whatever follows */
    Literal(boolean open) {
        this.open = open;
    }

    /** Whether it may still be a constant. */
    boolean isOpen() {
        return open;
    }

    /** It is no constant. */
    void spoil() {
        open = false;
    }

    /** An element has been read. */
    void item(Written written) {
        open &= wanted && !cast;
        wanted = false;
        if (open) {
            items.add(written);
        }
    }

    /** A comma between elements. */
    void comma() {
        open &= !wanted && !ended;
        wanted = true;
        list = true;
    }

    /** A type in front of the next operand. */
    void cast() {
        cast = true;
    }

    /** A hash table begins. */
    void table() {
        table = wanted && items.isEmpty() && !list;
        open = false;
    }

    /** {@code @(} begins a list; false, and no constant, if it cannot here. */
    boolean beginsList() {
        open &= wanted && items.isEmpty() && !list && !cast;
        list = true;
        return open;
    }

    /** A further statement in {@code @( )}. */
    void next() {
        wanted = true;
    }

    /** The end of {@code @( )}. */
    void endList() {
        wanted = false;
        ended = true;
    }

    /** Whether it is a constant, as far as the shape of the text tells. */
    boolean isComplete() {
        return open && !wanted;
    }

    /** Whether it is a hash table, perhaps with a type in front. */
    boolean isTable() {
        return table;
    }

    boolean isList() {
        return list;
    }

    List<Written> items() {
        return items;
    }
}
