package m365ls.query;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.query.Token.Kind;
import m365ls.text.JavaScriptNumbers;
import m365ls.text.Span;

/** Cuts a query into tokens. */
final class Lexer {

    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of {@code text}, {@link Kind#END} last. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        while (lexer.at < text.length()) {
            if (" \t\n".indexOf(text.charAt(lexer.at)) >= 0) {
                lexer.at++;
            } else {
                tokens.add(lexer.next());
            }
        }
        tokens.add(new Token(Kind.END, Span.at(text.length())));
        return tokens;
    }

    private Token next() {
        char c = text.charAt(at);
        if (isLetter(c)) {
            return name();
        }
        if (isOfNumber(c)) {
            return number();
        }
        return switch (c) {
            case '.' -> sign(Kind.DOT, 1);
            case '*' -> sign(Kind.STAR, 1);
            case ',' -> sign(Kind.COMMA, 1);
            case ':' -> sign(Kind.COLON, 1);
            case '{' -> sign(Kind.LEFT_BRACE, 1);
            case '}' -> sign(Kind.RIGHT_BRACE, 1);
            case ']' -> sign(Kind.RIGHT_BRACKET, 1);
            case '(' -> sign(Kind.LEFT_PARENTHESIS, 1);
            case ')' -> sign(Kind.RIGHT_PARENTHESIS, 1);
            case '@' -> sign(Kind.CURRENT, 1);
            case '[' -> follows('?') ? sign(Kind.FILTER, 2) : either(']', Kind.FLATTEN, Kind.LEFT_BRACKET);
            case '&' -> either('&', Kind.AND, Kind.REFERENCE);
            case '|' -> either('|', Kind.OR, Kind.PIPE);
            case '!' -> either('=', Kind.NOT_EQUAL, Kind.NOT);
            case '<' -> either('=', Kind.LESS_OR_EQUAL, Kind.LESS);
            case '>' -> either('=', Kind.GREATER_OR_EQUAL, Kind.GREATER);
            case '=' -> either('=', Kind.EQUAL, Kind.ASSIGN);
            case '"' -> quotedName();
            case '\'' -> rawText();
            case '`' -> literal();
            default -> {
                Span span = new Span(at, text.offsetByCodePoints(at, 1));
                throw syntax(span, "The character " + span.of(text) + " cannot stand in a query.");
            }
        };
    }

    private static Refusal syntax(Span span, String message) {
        return new Refusal(Problem.Kind.SYNTAX, span, message);
    }

    private boolean follows(char c) {
        return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    /** The kind of a sign of two characters, if {@code second} follows, or of one. */
    private Token either(char second, Kind two, Kind one) {
        return follows(second) ? sign(two, 2) : sign(one, 1);
    }

    private Token sign(Kind kind, int length) {
        at += length;
        return new Token(kind, new Span(at - length, at));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfNumber(char c) {
        return isDigit(c) || c == '-';
    }

    private Token name() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return new Token(Kind.NAME, new Span(start, at), new JsonPrimitive(text.substring(start, at)));
    }

    // Dashes may stand anywhere in a number; what counts is what stands before the first that makes no sense.
    private Token number() {
        int start = at;
        while (at < text.length() && isOfNumber(text.charAt(at))) {
            at++;
        }
        int digits = text.charAt(start) == '-' ? start + 1 : start;
        int end = Math.min(JavaScriptNumbers.digits(text, digits), at);
        double value = end == digits ? Double.NaN : Double.parseDouble(text.substring(start, end));
        return new Token(Kind.NUMBER, new Span(start, at), new JsonPrimitive(value));
    }

    private Token quotedName() {
        int start = at;
        skipTo('"');
        Span span = new Span(start, Math.min(at + 1, text.length()));
        at = span.end();
        JsonElement name = json(span.of(text))
                .orElseThrow(() -> syntax(
                        span, "A name in double quotes is written as a text in JSON, and ends with a double quote."));
        return new Token(Kind.QUOTED_NAME, span, name);
    }

    // An apostrophe that is missing at the end is not missed.
    private Token rawText() {
        int start = at;
        skipTo('\'');
        String raw = text.substring(start + 1, Math.min(at, text.length()));
        at = Math.min(at + 1, text.length());
        return new Token(Kind.LITERAL, new Span(start, at), new JsonPrimitive(withoutFirst("\\'", "'", raw)));
    }

    // Nor is a backtick.
    private Token literal() {
        int start = at;
        skipTo('`');
        String raw = text.substring(start + 1, Math.min(at, text.length()));
        at = Math.min(at + 1, text.length());
        int blanks = 0;
        while (blanks < raw.length() && JavaScriptNumbers.isBlank(raw.charAt(blanks))) {
            blanks++;
        }
        Span span = new Span(start, at);
        String inside = withoutFirst("\\`", "`", raw.substring(blanks));
        return new Token(
                Kind.LITERAL,
                span,
                value(inside)
                        .orElseThrow(
                                () -> syntax(
                                        span,
                                        "Between backticks belongs JSON, or a text without quotes, line ends and backslashes.")));
    }

    /** What a constant between backticks stands for: JSON, or the older way to write a text, without its quotes. */
    private static Optional<JsonElement> value(String inside) {
        if (!inside.isEmpty() && "[{\"".indexOf(inside.charAt(0)) >= 0) {
            return json(inside);
        }
        boolean word = inside.equals("true") || inside.equals("false") || inside.equals("null");
        boolean numeric = !inside.isEmpty() && isOfNumber(inside.charAt(0));
        if (word || numeric) {
            Optional<JsonElement> value = json(inside);
            if (value.isPresent()) {
                return value;
            }
        }
        return json("\"" + inside + "\"");
    }

    /** Moves to the next {@code quote} that no backslash precedes, or to the end. */
    private void skipTo(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && (follows('\\') || follows(quote)) ? 2 : 1;
        }
    }

    private static String withoutFirst(String escaped, String plain, String raw) {
        int place = raw.indexOf(escaped);
        return place < 0 ? raw : raw.substring(0, place) + plain + raw.substring(place + escaped.length());
    }

    private static Optional<JsonElement> json(String text) {
        try {
            return Optional.ofNullable(STRICT.fromJson(text, JsonElement.class));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }
}
