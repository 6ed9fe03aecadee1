package m365ls.catalog;

import java.util.List;

/**
 * What a command checks beyond names, required options and allowed values, as expression trees.
 *
 * @param schema {@code zod} or {@code legacy}: which of the tool's two ways of checking it uses
 * @param tree all of it; the shape is described in {@code docs/catalogue.md}
 */
public record CommandRules(String schema, Tree tree) {

    /** A node of a tree of plain values. */
    public sealed interface Tree {
        /** The empty value. */
        record Nothing() implements Tree {}

        /** True or false. */
        record Bool(boolean value) implements Tree {}

        /** A number. */
        record Num(double value) implements Tree {}

        /** A text. */
        record Text(String value) implements Tree {}

        /** Values in order. */
        record Items(List<Tree> items) implements Tree {
            public Items {
                items = List.copyOf(items);
            }
        }

        /** Named values, in the order they were written. */
        record Fields(List<Field> fields) implements Tree {
            public Fields {
                fields = List.copyOf(fields);
            }
        }
    }

    /** A named value. */
    public record Field(String name, Tree value) {}
}
