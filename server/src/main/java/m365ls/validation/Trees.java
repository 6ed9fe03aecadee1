package m365ls.validation;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandRules.Field;
import m365ls.catalog.CommandRules.Tree;

/** Reads the plain values that the catalogue's rules are made of. What is not there is the empty value. */
final class Trees {

    static final Tree NOTHING = new Tree.Nothing();

    private Trees() {}

    /** The value with this name. */
    static Tree get(Tree tree, String name) {
        if (tree instanceof Tree.Fields fields) {
            for (Field field : fields.fields()) {
                if (field.name().equals(name)) {
                    return field.value();
                }
            }
        }
        return NOTHING;
    }

    /** The value with this name, if there is one. */
    static Optional<Tree> find(Tree tree, String name) {
        return tree instanceof Tree.Fields fields
                ? fields.fields().stream()
                        .filter(f -> f.name().equals(name))
                        .map(Field::value)
                        .findFirst()
                : Optional.empty();
    }

    static List<Field> fields(Tree tree) {
        return tree instanceof Tree.Fields fields ? fields.fields() : List.of();
    }

    static List<Tree> items(Tree tree) {
        return tree instanceof Tree.Items items ? items.items() : List.of();
    }

    static String text(Tree tree) {
        return tree instanceof Tree.Text text ? text.value() : "";
    }

    static List<String> texts(Tree tree) {
        return items(tree).stream().map(Trees::text).toList();
    }

    static boolean isTrue(Tree tree) {
        return tree instanceof Tree.Bool bool && bool.value();
    }

    static double number(Tree tree) {
        return tree instanceof Tree.Num num ? num.value() : Double.NaN;
    }
}
