package m365ls.query;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import m365ls.text.Span;

/**
 * A word or sign of a query.
 *
 * @param value the name, the number or the constant it stands for; null in the sense of JSON for others
 */
record Token(Kind kind, Span span, JsonElement value) {

    Token(Kind kind, Span span) {
        this(kind, span, JsonNull.INSTANCE);
    }

    /** What sort of token, and how strongly it binds what stands before it; see {@link Parser}. */
    enum Kind {
        END(0, "the end of the query"),
        NAME(0, "a name"),
        QUOTED_NAME(0, "a name"),
        LITERAL(Kind.UNRELATED, "a constant"),
        NUMBER(0, "a number"),
        CURRENT(0, "@"),
        REFERENCE(0, "&"),
        COMMA(0, ","),
        COLON(Kind.UNRELATED, ":"),
        RIGHT_BRACKET(0, "]"),
        RIGHT_PARENTHESIS(0, ")"),
        RIGHT_BRACE(0, "}"),
        PIPE(1, "|"),
        OR(2, "||"),
        AND(3, "&&"),
        EQUAL(5, "=="),
        NOT_EQUAL(5, "!="),
        LESS(5, "<"),
        LESS_OR_EQUAL(5, "<="),
        GREATER(5, ">"),
        GREATER_OR_EQUAL(5, ">="),
        FLATTEN(9, "[]"),
        STAR(20, "*"),
        FILTER(21, "[?"),
        DOT(40, "."),
        NOT(45, "!"),
        LEFT_BRACE(50, "{"),
        LEFT_BRACKET(55, "["),
        LEFT_PARENTHESIS(60, "("),
        /** A single equals sign, which fits nowhere. */
        ASSIGN(Kind.UNRELATED, "=");

        /** Of kinds that neither continue an expression nor may follow a projection. */
        static final int UNRELATED = -1;

        private final int power;
        private final String words;

        Kind(int power, String words) {
            this.power = power;
            this.words = words;
        }

        int power() {
            return power;
        }

        /** For messages. */
        String words() {
            return words;
        }
    }
}
