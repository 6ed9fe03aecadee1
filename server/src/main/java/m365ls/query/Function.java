package m365ls.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions of the language, as <a href="https://jmespath.org/specification.html#built-in-functions">its
 * specification</a> lists them.
 */
public enum Function {
    ABS,
    AVG,
    CEIL,
    CONTAINS,
    ENDS_WITH,
    FLOOR,
    JOIN,
    KEYS,
    LENGTH,
    MAP,
    MAX,
    MAX_BY,
    MERGE,
    MIN,
    MIN_BY,
    NOT_NULL,
    REVERSE,
    SORT,
    SORT_BY,
    STARTS_WITH,
    SUM,
    TO_ARRAY,
    TO_NUMBER,
    TO_STRING,
    TYPE,
    VALUES;

    private static final Map<String, Function> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Function::written, f -> f));

    /** What an argument may be. */
    public enum Type {
        ANY("anything"),
        NUMBER("a number"),
        STRING("a text"),
        ARRAY("a list"),
        OBJECT("an object"),
        BOOLEAN("true or false"),
        NULL("null"),
        NUMBERS("a list of numbers"),
        STRINGS("a list of texts"),
        EXPRESSION("an expression such as &name");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** With its article, for sentences. */
        public String words() {
            return words;
        }
    }

    /** The function of that name, which is case-sensitive. */
    public static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Its name in a query: {@code sort_by}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether more arguments may follow. The package does not check the types of those. */
    public boolean repeats() {
        return this == MERGE || this == NOT_NULL;
    }

    /** The types that each argument may have. */
    public List<Set<Type>> parameters() {
        return switch (this) {
            case ABS, CEIL, FLOOR -> List.of(Set.of(Type.NUMBER));
            case AVG, SUM -> List.of(Set.of(Type.NUMBERS));
            case CONTAINS -> List.of(Set.of(Type.STRING, Type.ARRAY), Set.of(Type.ANY));
            case ENDS_WITH, STARTS_WITH -> List.of(Set.of(Type.STRING), Set.of(Type.STRING));
            case JOIN -> List.of(Set.of(Type.STRING), Set.of(Type.STRINGS));
            case KEYS, MERGE, VALUES -> List.of(Set.of(Type.OBJECT));
            case LENGTH -> List.of(Set.of(Type.STRING, Type.ARRAY, Type.OBJECT));
            case MAP -> List.of(Set.of(Type.EXPRESSION), Set.of(Type.ARRAY));
            case MAX, MIN, SORT -> List.of(Set.of(Type.NUMBERS, Type.STRINGS));
            case MAX_BY, MIN_BY, SORT_BY -> List.of(Set.of(Type.ARRAY), Set.of(Type.EXPRESSION));
            case REVERSE -> List.of(Set.of(Type.STRING, Type.ARRAY));
            case NOT_NULL, TO_ARRAY, TO_NUMBER, TO_STRING, TYPE -> List.of(Set.of(Type.ANY));
        };
    }
}
