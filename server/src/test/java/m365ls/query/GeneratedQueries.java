package m365ls.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries and documents made by chance, of names and values that meet often. */
final class GeneratedQueries {

    private static final List<String> NAMES = List.of("a", "b", "id", "Title", "value", "items", "_x1");
    private static final List<String> QUOTED =
            List.of("\"a\"", "\"b c\"", "\"1\"", "\"10\"", "\"\\u0061\"", "\"\"", "\"é\"", "\"value\"", "\"x\\\"y\"");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "B",
            "ab",
            "ba",
            "aba",
            "10",
            "9",
            " 7 ",
            "0x1F",
            "1e3",
            "Zürich",
            "zurich",
            "a b",
            "a-b",
            "_",
            "true",
            "null",
            "-Infinity",
            "z",
            "é",
            "E",
            "a,b",
            "x y z",
            "1",
            "-1");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "10",
            "9",
            "1.5",
            "-0",
            "1e21",
            "1e-7",
            "123456789012345678901",
            "0.1",
            "100",
            "2.50",
            "1E2",
            "5e-324",
            "1.7976931348623157e308",
            "9007199254740993");
    private static final List<String> LITERALS = List.of(
            "`1`",
            "`-1`",
            "`0`",
            "`1.5`",
            "`true`",
            "`false`",
            "`null`",
            "`\"a\"`",
            "`a`",
            "`completed`",
            "`[]`",
            "`{}`",
            "`[1, 2, 10]`",
            "`[\"b\", \"a\", \"B\"]`",
            "`{\"a\": 1, \"1\": 2, \"b\": null}`",
            "` [1]`",
            "`[[1, [2]], 3]`",
            "`foo bar`",
            "`\\`x\\``",
            "`01`",
            "`-`",
            "`1 `",
            "` 1`",
            "`tru`",
            "``",
            "`a\"b`",
            "`{`",
            "`[1,]`",
            "`\t\"x\"`",
            "`1e999`",
            "`\\u0041`",
            "`\\x`",
            "`a\nb`",
            "`nul`",
            "`'a'`",
            "`\\`");
    private static final List<String> OTHER_SLICES = List.of(
            "[-]",
            "[--1]",
            "[1-]",
            "[:-]",
            "[-:]",
            "[::-]",
            "[5:0:-]",
            "[::0]",
            "[:::]",
            "[::::]",
            "[:1 2]",
            "[1:2:3:4]",
            "[99999999999999999999]",
            "[-0]",
            "[007]",
            "[-99999999999]",
            "[::9999999999]",
            "[1:-1:]",
            "[ 1 : 2 ]");
    private static final List<String> COMPARATORS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> SPLINTERS = List.of(
            ".", "*", "[*]", "[]", "[?", "]", "[", "(", ")", "{", "}", ",", ":", "&", "&&", "|", "||", "!", "=", "==",
            "<", ">=", "@", "'", "\"", "`", "\\", "-", "0", "a", " ", "\n", "\r", "\t", "#", "é", "$", "()", "( )",
            "[ ]", "&a", "\\'", "\\\\", "'a", "`1", "1:");

    private final Random random;

    GeneratedQueries(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A document, as JSON. */
    String document(int depth) {
        int kind = depth > 2 ? 6 + random.nextInt(6) : random.nextInt(depth > 0 ? 12 : 6);
        return switch (kind) {
            case 0 -> one(List.of("true", "false", "null", RealJmespath.UNDEFINED));
            case 1, 2 -> one(NUMBERS);
            case 3, 4, 5 -> quoted(one(TEXTS));
            case 6 -> list(() -> one(NUMBERS));
            case 7 -> list(() -> quoted(one(TEXTS)));
            case 8, 9 -> rows(depth);
            case 10 -> list(() -> document(depth - 1));
            default ->
                IntStream.range(0, random.nextInt(6))
                        .mapToObj(i -> (chance(85) ? quoted(one(NAMES)) : one(QUOTED)) + ":" + document(depth - 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    /** A list of objects of the same shape, as services answer. */
    String rows(int depth) {
        int columns = 1 + random.nextInt(5);
        List<String> names =
                IntStream.range(0, columns).mapToObj(i -> one(NAMES)).distinct().toList();
        List<Integer> types = names.stream().map(name -> random.nextInt(4)).toList();
        return list(() -> IntStream.range(0, names.size())
                .mapToObj(i -> quoted(names.get(i)) + ":" + cell(types.get(i), depth))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private String cell(int type, int depth) {
        return switch (type) {
            case 0 -> quoted(one(TEXTS));
            case 1 -> one(NUMBERS);
            case 2 -> document(0);
            default -> document(depth - 1);
        };
    }

    private String list(Supplier<String> element) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> element.get())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A query that the grammar allows, or nearly. */
    String query(int depth) {
        if (depth <= 0) {
            return leaf();
        }
        return switch (random.nextInt(22)) {
            case 0, 1 -> leaf();
            case 2, 3, 4 -> query(depth - 1) + "." + behindDot(depth - 1);
            case 5 -> query(depth - 1) + "[" + one(List.of("0", "1", "-1", "2", "5", "-9")) + "]";
            case 6 -> query(depth - 1) + slice();
            case 7, 8 -> query(depth - 1) + one(List.of("[*]", "[]", ".*", "[*]", "[]"));
            case 9, 10 -> query(depth - 1) + "[?" + query(depth - 1) + "]";
            case 11, 12 -> query(depth - 1) + space() + one(COMPARATORS) + space() + query(depth - 1);
            case 13 -> query(depth - 1) + space() + one(List.of("&&", "||")) + space() + query(depth - 1);
            case 14 -> "!" + query(depth - 1);
            case 15 -> query(depth - 1) + " | " + query(depth - 1);
            case 16 -> selectList(depth - 1);
            case 17 -> selectObject(depth - 1);
            case 18 -> "(" + query(depth - 1) + ")";
            default -> call(depth - 1);
        };
    }

    /** A query of steps that mostly fit each other, over a list of objects. */
    String steps() {
        List<String> steps = new ArrayList<>();
        steps.add(one(
                List.of("@", "[*]", "[]", "value", "items[]", "*", "[?" + query(2) + "]", "[?" + one(NAMES) + "]")));
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = one(NAMES);
            steps.add(
                    switch (random.nextInt(16)) {
                        case 0 -> "sort_by(@, &" + name + ")";
                        case 1 -> "sort_by(@, &to_string(" + name + "))";
                        case 2 -> one(List.of("max_by", "min_by")) + "(@, &" + name + ")";
                        case 3 -> one(List.of("max_by", "min_by")) + "(@, &to_string(" + name + "))";
                        case 4 -> one(List.of("max", "min", "sort", "sum", "avg")) + "([*]." + name + ")";
                        case 5 -> one(List.of("max", "min", "sort")) + "([*].to_string(" + name + "))";
                        case 6 -> "map(&" + query(2) + ", @)";
                        case 7 -> "[*]." + selectObject(2);
                        case 8 -> "[]." + selectList(2);
                        case 9 -> "[?" + name + one(COMPARATORS) + leaf() + "]";
                        case 10 ->
                            "[?" + one(List.of("contains", "starts_with", "ends_with")) + "(to_string(" + name + "), '"
                                    + one(TEXTS) + "')]";
                        case 11 ->
                            one(List.of("reverse", "length", "to_array", "to_string", "type", "not_null")) + "(@)";
                        case 12 -> "join('" + one(TEXTS) + "', [*].to_string(" + name + "))";
                        case 13 -> "[*].merge(@, " + selectObject(1) + ")";
                        case 14 -> one(List.of("[*].keys(@)", "[*].values(@)", "[*].*", "[]", "[0]", "[-1]")) + slice();
                        default -> "contains([*]." + name + ", " + leaf() + ")";
                    });
        }
        return String.join(chance(90) ? " | " : "|", steps);
    }

    private String space() {
        return one(List.of("", " ", " ", "\t", "\n"));
    }

    private String leaf() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> one(NAMES);
            case 4 -> one(QUOTED);
            case 5 -> "@";
            case 6 -> "'" + one(TEXTS) + "'";
            case 7 -> one(List.of("'it\\'s'", "'\\\\'", "'a\\'b\\'c'", "'\n'", "'é'"));
            case 8, 9 -> one(LITERALS);
            case 10 -> one(List.of("*", "[]", "[*]", "[0]", "[]", "[-1]", "[::-1]"));
            default -> "`" + (chance(50) ? document(1) : one(NUMBERS)) + "`";
        };
    }

    private String slice() {
        if (chance(15)) {
            return one(OTHER_SLICES);
        }
        return "[" + bound() + ":" + bound() + (chance(50) ? ":" + bound() : "") + "]";
    }

    private String bound() {
        return one(List.of("", "", "0", "1", "2", "-1", "-2", "3", "10", "-10"));
    }

    private String behindDot(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> selectList(depth);
            case 2 -> selectObject(depth);
            case 3 -> one(QUOTED);
            case 4 -> call(depth);
            default -> one(NAMES);
        };
    }

    private String selectList(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> query(depth - 1))
                .collect(Collectors.joining(chance(97) ? "," : " ", "[", "]"));
    }

    private String selectObject(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> (chance(75) ? one(NAMES) : one(QUOTED)) + space() + ":" + query(depth - 1))
                .collect(Collectors.joining(chance(97) ? "," : " ", "{", "}"));
    }

    private String call(int depth) {
        Function function = one(List.of(Function.values()));
        if (chance(4)) {
            String name = one(List.of("foo", "Length", "sort_By", "a", "(" + function.written() + ")", "@", "[0]"));
            return name + "(" + query(depth) + ")";
        }
        int count = chance(4) ? random.nextInt(4) : function.parameters().size();
        if (function.repeats()) {
            count += random.nextInt(3);
        }
        StringBuilder call = new StringBuilder(function.written()).append('(');
        for (int i = 0; i < count; i++) {
            int parameter = Math.min(i, function.parameters().size() - 1);
            call.append(i == 0 ? "" : chance(97) ? ", " : " ")
                    .append(argument(
                            one(List.copyOf(new TreeSet<>(function.parameters().get(parameter)))), depth));
        }
        return call.append(chance(2) ? ",)" : ")").toString();
    }

    /** An argument that is likely of the type that is needed. */
    private String argument(Function.Type type, int depth) {
        if (chance(15)) {
            return query(depth);
        }
        return switch (type) {
            case NUMBER -> chance(50) ? "`" + one(NUMBERS) + "`" : "to_number(" + query(depth - 1) + ")";
            case STRING ->
                chance(60)
                        ? "'" + one(TEXTS) + "'"
                        : chance(50) ? one(List.of("id", "Title", "a")) : "to_string(" + query(depth - 1) + ")";
            case NUMBERS -> "`" + list(() -> one(NUMBERS)) + "`";
            case STRINGS ->
                chance(70)
                        ? "`" + list(() -> quoted(one(TEXTS))) + "`"
                        : chance(50) ? "keys(@)" : one(NAMES) + "[*].to_string(@)";
            case ARRAY ->
                one(List.of(
                        "@", "@", "items", "values(@)", "*", "[*]", "[]", "to_array(@)", "`[]`", "`[3, \"b\", null]`"));
            case OBJECT -> chance(60) ? "@" : chance(50) ? selectObject(depth) : one(NAMES);
            case EXPRESSION ->
                chance(60)
                        ? "&" + one(NAMES)
                        : "&" + one(List.of("@", "to_string(@)", "to_number(@)", "length(@)", "[0]", query(depth)));
            case ANY, BOOLEAN, NULL -> query(depth);
        };
    }

    /** {@code query} with a few changes that may break it. */
    String mutant(String query) {
        StringBuilder mutant = new StringBuilder(query);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutant.length() + 1);
            int end = Math.min(mutant.length(), at + 1 + random.nextInt(3));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, end);
                case 1 -> mutant.insert(at, one(SPLINTERS));
                case 2 -> mutant.replace(at, end, one(SPLINTERS));
                default -> mutant.insert(at, mutant.substring(at, end));
            }
        }
        return mutant.toString();
    }
}
